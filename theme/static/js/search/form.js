//# allFunctionsCalledOnLoad
// The form of a page that asks the index: its fields stand in the address, so that what was asked can be cited; its facets are
// filled when they are needed. The pages that search and that show concordances have the same fields, and lead to each other.
(function (onrecord) {
  "use strict";

  // `search(page, saved)` answers what the form asks, and promises to have done so; where `saved` ("typing" or "chosen"), the form has changed and the address must follow.
  function Form(element, index, search) {
    this.element = element;
    this.index = index;
    this.search = search;
    this.status = element.querySelector(".filter-result");
    this.fields = Array.prototype.filter.call(element.elements, function (field) { return field.name; });
    this.facets = this.fields.filter(function (field) { return field.dataset.facet !== undefined; }).map(function (field) { return field.name; });
    this.filled = {};
    this.beside = element.querySelector(".finder-fields");
    this.narrow = window.matchMedia("(width <= 40rem)");
    listen(this);
  }

  Form.prototype.value = function (name) { return this.element.elements[name].value.trim(); };

  // ---- the address

  // Fills the fields from the address; returns the number of the page.
  Form.prototype.read = function () {
    var state = new URLSearchParams(location.hash.length > 1 ? location.hash.slice(1) : location.search);
    this.fields.forEach(function (field) {
      var value = state.get(field.name) || "";
      if (field.value !== value) {
        if (field.dataset.facet !== undefined && value && !offers(field, value)) field.add(new Option(value, value));
        field.value = field.tagName === "INPUT" || offers(field, value) ? value : initial(field);
      }
      var folded = state.has(field.name) && field.closest(".finder-more");
      if (folded) folded.open = true;
    });
    if (this.kept === undefined && this.state(1)) this.fold();
    this.kept = location.hash.slice(1);
    this.lead();
    return (this.page = Math.max(1, parseInt(state.get("page"), 10) || 1));
  };

  // While somebody types the address follows; what is asked in any other way can be gone back from.
  Form.prototype.write = function (page, typing) {
    var hash = this.state(page), before = this.kept;
    this.page = page;
    function address(hash) { return location.pathname + (hash ? "#" + hash : ""); }
    if (typing) {
      if (hash !== location.hash.slice(1) || location.search) history.replaceState(null, "", address(hash));
    } else if (hash !== before || location.search) {
      if (location.hash.slice(1) !== before && !location.search) history.replaceState(null, "", address(before));
      history.pushState(null, "", address(hash));
      this.kept = hash;
    }
    this.lead();
  };

  // What is asked, as it stands in the address: fields that stand as they come are left out.
  Form.prototype.state = function (page) {
    var state = new URLSearchParams();
    this.fields.forEach(function (field) {
      var value = field.value.trim();
      if (value && !(field.tagName === "SELECT" && value === initial(field))) state.set(field.name, value);
    });
    if (page > 1) state.set("page", page);
    return state.toString();
  };

  // On a narrow screen what was found is seen when the fields beside the words are closed; elsewhere these are always open.
  Form.prototype.fold = function () { this.beside.open = !this.narrow.matches; };

  // Links to another page that understands the same address ask there what is asked here. How many of the fields that can be closed
  // have been filled is told.
  Form.prototype.lead = function () {
    var state = this.state(1), asked = new URLSearchParams(state), beside = this.beside;
    var filled = this.fields.filter(function (field) { return asked.has(field.name) && beside.contains(field); }).length;
    beside.querySelector(".finder-chosen").textContent = filled ? "(" + filled + " chosen)" : "";
    document.querySelectorAll("a[data-asks]").forEach(function (link) { link.href = link.getAttribute("href").split("#")[0] + (state ? "#" + state : ""); });
  };

  // A link to this page that asks the same, but for some fields.
  Form.prototype.asking = function (text, fields) {
    var state = new URLSearchParams(this.state(1)), link = onrecord.element("a", "", text);
    Object.keys(fields).forEach(function (name) { if (fields[name]) state.set(name, fields[name]); else state.delete(name); });
    link.href = "#" + state;
    return link;
  };

  function offers(select, value) { return Array.prototype.some.call(select.options, function (option) { return option.value === value; }); }

  function initial(select) {
    var chosen = Array.prototype.find.call(select.options, function (option) { return option.defaultSelected; });
    return (chosen || select.options[0]).value;
  }

  // ---- what is asked

  Form.prototype.asked = function () {
    var form = this, chosen = {}, from = form.days("from"), to = form.days("to");
    if (from && to && from[0] > to[1]) throw new onrecord.Unclear("No day lies between " + form.value("from") + " and " + form.value("to") + ": the first date is the later one");
    form.facets.forEach(function (name) { if (form.value(name)) chosen[name] = form.value(name); });
    return {
      tree: onrecord.parse(form.value("q")),
      chosen: chosen,
      said: form.value("said"),
      from: from && from[0],
      to: to && to[1],
      certainly: form.value("dates") === "certainly"
    };
  };

  // The first and the last day of the year, month or day in a field, or null where nothing stands in it.
  Form.prototype.days = function (name) {
    var field = this.element.elements[name], text = this.value(name), found = text && days(text);
    if (text && !found) field.setAttribute("aria-invalid", "true"); else field.removeAttribute("aria-invalid");
    if (text && !found) throw new onrecord.Unclear("“" + text + "” is no date of the calendar; write a year, a month or a day: 2021, 2021-03 or 2021-03-05");
    return found || null;
  };

  // Counted as onrecord.search.columns counts days.
  function days(text) {
    var match = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text);
    if (!match) return null;
    var year = Number(match[1]), month = Number(match[2] || 1), last = new Date(0);
    last.setUTCFullYear(year, match[2] ? month : 12, 0);
    var day = Number(match[3] || 1), end = match[3] ? day : last.getUTCDate();
    if (month < 1 || month > 12 || day < 1 || day > last.getUTCDate()) return null;
    return [ordinal(year, month - 1, day), ordinal(year, last.getUTCMonth(), end)];
  }

  function ordinal(year, month, day) {
    var date = new Date(0);
    date.setUTCFullYear(year, month, day);
    return Math.round(date.getTime() / 86400000) + onrecord.EPOCH;
  }

  // Of documents that were found within a time, how many have no date, in words; what is to be said of those that are only possibly
  // within it is kept as `loose`.
  Form.prototype.dated = function (query, documents) {
    var index = this.index;
    if ((query.from === null && query.to === null) || query.certainly) return "";
    var loose = Array.from(documents).filter(function (document) { return !index.within(document, query.from, query.to, true); });
    var undated = loose.filter(function (document) { return !index.first[document] && !index.spans[document]; }).length;
    if (loose.length) {
      query.loose = onrecord.many(loose.length, "document lies", "documents lie") + " only possibly within the dates: " + [
        undated && onrecord.grouped(undated) + " without a known date", loose.length > undated && onrecord.grouped(loose.length - undated) + " with a date known only roughly"
      ].filter(Boolean).join(", ");
    }
    return undated ? ", " + onrecord.grouped(undated) + " of them without a known date" : "";
  };

  // Whether a document is of the time and has the values that are asked: a function of its number and, where the values of one facet
  // are to be compared, of the name of that facet, which is left out then.
  Form.prototype.filter = function (query) {
    var index = this.index, names = Object.keys(query.chosen);
    return Promise.all(names.map(function (name) { return index.facet(name); })).then(function (loaded) {
      var held = loaded.map(function (values, n) {
        var value = values.find(function (one) { return one.id === query.chosen[names[n]]; }), marks = new Uint8Array(index.head.count);
        if (value) value.documents.forEach(function (document) { marks[document] = 1; });
        return marks;
      });
      return function (document, but) {
        for (var n = 0; n < held.length; n += 1) if (!held[n][document] && names[n] !== but) return false;
        return index.within(document, query.from, query.to, query.certainly);
      };
    });
  };

  // ---- facets

  // The numbers beside the values of the facets that are open: `left(name, value, number)` tells what choosing a value would leave, or null.
  Form.prototype.count = function (left) {
    var form = this;
    return Promise.all(form.facets.filter(function (name) { return form.filled[name] || form.value(name); }).map(function (name) {
      return form.index.facet(name).then(function (values) {
        form.offer(name, values, values.map(function (value, number) { return left(name, value, number); }));
      });
    }));
  };

  Form.prototype.fill = function (name) {
    var form = this;
    return form.index.facet(name).then(function (values) {
      if (!form.filled[name]) form.offer(name, values, values.map(function () { return null; }));
    });
  };

  // Puts the values of a facet into its list, with their numbers where these are known. One that leaves nothing can only have been chosen.
  Form.prototype.offer = function (name, values, numbers) {
    var select = this.element.elements[name], chosen = select.value, options = document.createDocumentFragment(), held = !chosen;
    function add(label, value, number) { options.append(new Option(label + (number === null ? "" : " (" + onrecord.grouped(number) + ")"), value)); }
    values.forEach(function (value, at) {
      if (value.id === chosen) held = true;
      else if (numbers[at] === 0) return;
      add(name === "language" ? language(value.label) : value.label, value.id, numbers[at]);
    });
    if (values.left) {
      add("… and " + onrecord.grouped(values.left) + " rarer ones", "", null);
      options.lastChild.disabled = true;
    }
    if (!held) add(chosen, chosen, 0);
    select.replaceChildren(select.options[0], options);
    select.value = chosen;
    this.filled[name] = true;
  };

  function language(code) {
    try { return new Intl.DisplayNames(["en"], { type: "language" }).of(code); } catch (error) { return code; }
  }

  // ---- listening

  function listen(form) {
    var waiting, element = form.element, search = form.search;
    element.addEventListener("input", function (event) {
      clearTimeout(waiting);
      var choice = event.target.tagName === "SELECT";
      waiting = setTimeout(function () { search(1, choice ? "chosen" : "typing"); }, choice ? 0 : 300);
    });
    element.addEventListener("focusin", function (event) {
      var name = event.target.name;
      if (form.facets.indexOf(name) >= 0 && !form.filled[name]) form.fill(name).then(function () { search(form.page, false); }, function (error) { form.status.textContent = form.excuse(error); });
    });
    element.addEventListener("submit", function (event) {
      event.preventDefault();
      clearTimeout(waiting);
      search(1, "chosen").then(function () {
        form.fold();
        if (form.narrow.matches) form.status.scrollIntoView();
      });
    });
    form.narrow.addEventListener("change", function () { if (!form.narrow.matches) form.fold(); });
    element.addEventListener("reset", function () { setTimeout(function () { search(1, "chosen"); element.elements.q.focus(); }); });
    document.addEventListener("keydown", function (event) {
      if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) { event.preventDefault(); element.elements.q.focus(); }
    });
    window.addEventListener("hashchange", function () { search(form.read(), false); });
  }

  // The buttons below what was found lead to its other pages, and the reader to where these begin.
  Form.prototype.turnable = function (found, page, pages) {
    var search = this.search;
    found.querySelector(".pages").hidden = pages === 1;
    found.querySelector(".found-page").textContent = "page " + onrecord.grouped(page) + " of " + onrecord.grouped(pages);
    Array.prototype.forEach.call(found.querySelectorAll("[data-turn]"), function (button) {
      var to = page + Number(button.dataset.turn);
      button.disabled = to < 1 || to > pages;
      button.onclick = function () { search(to, "chosen").then(function () { found.focus(); found.scrollIntoView(); }); };
    });
  };

  // What to say where no answer could be given.
  Form.prototype.excuse = function (error) {
    if (error instanceof onrecord.Unclear) return error.message;
    if (error instanceof onrecord.Missing) return "The file " + error.message + " of this site could not be loaded. Search again; if that does not help, it is missing from the site.";
    console.error(error);
    return "This page failed to answer, through an error of its own: " + error.message;
  };

  // A whole number from 0, its digits in groups. The browser's own way takes up to 50 ms the first time.
  onrecord.grouped = function (number) { return String(number).replace(/\B(?=(\d{3})+$)/g, ","); };

  onrecord.many = function (number, one, more) { return onrecord.grouped(number) + " " + (number === 1 ? one : more); };

  onrecord.element = function (name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };

  // Who published a text and when, as nodes: an outlet in letters that run to the left leaves the date as it is.
  onrecord.carried = function (carrier) {
    var made = document.createDocumentFragment();
    carrier.split(/(, | \(also |; )/).forEach(function (part, at) { made.append(at % 2 ? part : onrecord.element("bdi", "", part)); });
    return made;
  };

  onrecord.Form = Form;
})(window.onrecord = window.onrecord || {});
