//# allFunctionsCalledOnLoad
// Lines of a concordance over time, as onrecord.site.figures counts documents: by month where the time is short, by decade where it is
// long. Only a document whose date is certain to the stretch is drawn there; all others are counted beside the figure.
(function (onrecord) {
  "use strict";
  var MONTHLY_UP_TO = 3, YEARLY_UP_TO = 60, PER = 10000;
  var MONTHS = "January February March April May June July August September October November December".split(" ");

  // { unit, bins, rough, undated }: each bin, and what is beside them, with its places, documents that have any, and words.
  // `documents` are all in which words were looked for, `words` and `places` tell of a document how many it has.
  onrecord.overTime = function (index, documents, words, places) {
    var known = documents.map(function (document) { return extent(index, document); });
    var stretches = division(known.filter(function (one) { return one && !one.unsure; })), bins = new Map();
    stretches.keys.forEach(function (key) { bins.set(key, tally(stretches.label(key), stretches.days(key))); });
    var rough = tally("Dated roughly"), undated = tally("Not dated");
    documents.forEach(function (document, number) {
      var one = known[number], bin = one ? !one.unsure && bins.get(stretches.of(one)) || rough : undated, count = places(document);
      bin.places += count;
      bin.documents += count ? 1 : 0;
      bin.searched += 1;
      bin.words += words(document);
    });
    return { unit: stretches.unit, bins: Array.from(bins.values()), rough: rough, undated: undated };
  };

  onrecord.rate = function (bin) { return bin.words ? (PER * bin.places) / bin.words : null; };

  // A rate as it is shown, wherever it is.
  onrecord.rated = function (rate) {
    var parts = rate === null ? [] : rate.toFixed(2).split(".");
    return parts.length ? onrecord.grouped(parts[0]) + "." + parts[1] : "–";
  };

  function tally(label, days) { return { label: label, days: days || null, places: 0, documents: 0, searched: 0, words: 0 }; }

  // The first and the last day on which a document can have been published, where both are known, and whether it may be another.
  function extent(index, document) {
    if (!index.first[document] || !index.spans[document]) return null;
    var first = onrecord.day(index.first[document]), last = onrecord.day(index.first[document] + index.spans[document] - 1);
    return { first: [first.getUTCFullYear(), first.getUTCMonth()], last: [last.getUTCFullYear(), last.getUTCMonth()], unsure: index.unsure.has(document) };
  }

  // Months are taken only where no document that is certain to the year would be lost by it.
  function division(extents) {
    var dated = extents.filter(function (one) { return one.first[0] === one.last[0]; });
    var low = Infinity, high = -Infinity;
    dated.forEach(function (one) { low = Math.min(low, one.first[0]); high = Math.max(high, one.first[0]); });
    if (!dated.length) return { unit: "year", keys: [], of: function () { return null; } };
    if (high - low < MONTHLY_UP_TO && dated.every(function (one) { return one.first[1] === one.last[1]; })) return monthly(dated);
    var step = high - low >= YEARLY_UP_TO ? 10 : 1;
    return {
      unit: step > 1 ? "decade" : "year",
      keys: range(Math.floor(low / step) * step, high, step),
      of: function (one) { return Math.floor(one.first[0] / step) === Math.floor(one.last[0] / step) ? Math.floor(one.first[0] / step) * step : null; },
      label: function (key) { return step > 1 ? key + "s" : String(key); },
      days: function (key) { return [pad(key, 4), pad(key + step - 1, 4)]; }
    };
  }

  function monthly(dated) {
    var months = dated.map(function (one) { return one.first[0] * 12 + one.first[1]; });
    var low = months.reduce(function (a, b) { return Math.min(a, b); }), high = months.reduce(function (a, b) { return Math.max(a, b); });
    return {
      unit: "month",
      keys: range(low, high, 1),
      of: function (one) { return one.first[0] === one.last[0] && one.first[1] === one.last[1] ? one.first[0] * 12 + one.first[1] : null; },
      label: function (key) { return MONTHS[key % 12] + " " + Math.floor(key / 12); },
      days: function (key) { var month = pad(Math.floor(key / 12), 4) + "-" + pad((key % 12) + 1, 2); return [month, month]; }
    };
  }

  function pad(number, size) { return String(number).padStart(size, "0"); }

  function range(low, high, step) {
    var keys = [];
    for (var key = low; key <= high; key += step) keys.push(key);
    return keys;
  }

  // ---- the figure

  var WIDTH = 720, HEIGHT = 36, SVG = "http://www.w3.org/2000/svg";

  // Bars on one axis, to their own scale; `value` tells of a bin how high, and `told` writes this.
  function bars(bins, value, told, label) {
    var top = bins.reduce(function (most, bin) { return Math.max(most, value(bin) || 0); }, 0), step = WIDTH / bins.length, width = Math.min(step * 0.82, 44);
    var svg = drawn("svg", { viewBox: "0 0 " + WIDTH + " " + HEIGHT, preserveAspectRatio: "none", role: "img", "aria-label": label(top) });
    svg.append(drawn("line", { class: "axis", x1: 0, y1: 34.5, x2: WIDTH, y2: 34.5 }));
    bins.forEach(function (bin, number) {
      var height = top ? (32 * (value(bin) || 0)) / top : 0;
      if (!height) return;
      var bar = drawn("rect", { class: "bar", x: (number * step + (step - width) / 2).toFixed(2), y: (34 - height).toFixed(2), width: width.toFixed(2), height: height.toFixed(2) });
      bar.append(drawn("title", {}));
      bar.firstChild.textContent = bin.label + ": " + told(value(bin));
      svg.append(bar);
    });
    return svg;
  }

  function drawn(name, attributes) {
    var made = document.createElementNS(SVG, name);
    Object.keys(attributes).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    return made;
  }

  // The two rows of bars and their axis.
  onrecord.drawOverTime = function (times) {
    var element = onrecord.element, rows = document.createDocumentFragment();
    [["Lines", "", function (bin) { return bin.places; }, onrecord.grouped], ["Per 10,000 words", " spark-statements", onrecord.rate, onrecord.rated]].forEach(function (one) {
      var row = element("div", "spark" + one[1]), label = element("p", "spark-label", one[0]);
      row.append(label, bars(times.bins, one[2], one[3], function (top) {
        return one[0] + " by " + times.unit + ": the highest bar is " + one[3](top) + ". The table below gives the numbers.";
      }));
      rows.append(row);
    });
    var axis = element("div", "spark spark-axis"), ticks = element("ol"), every = Math.max(1, Math.floor(times.bins.length / 10));
    axis.setAttribute("aria-hidden", "true");
    times.bins.forEach(function (bin, number) {
      var first = times.unit === "month" ? number === 0 || /^January/.test(bin.label) : number % every === 0;
      if (!first) return;
      var tick = element("li", "", times.unit === "month" ? bin.label.replace(/^(\S{3})\S*/, "$1") : bin.label);
      tick.style.setProperty("--at", ((100 * (number + 0.5)) / times.bins.length).toFixed(2) + "%");
      ticks.append(tick);
    });
    axis.append(element("p"), ticks);
    rows.append(axis);
    return rows;
  };
})(window.onrecord = window.onrecord || {});
