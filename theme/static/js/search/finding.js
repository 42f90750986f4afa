//# allFunctionsCalledOnLoad
// The lines that the form of the page of concordances asks for, and how many another choice would leave: from the lists of the index alone.
(function (onrecord) {
  "use strict";

  function Finding(form, index) {
    this.form = form;
    this.index = index;
    this.last = null;
  }

  // What the form asks, with what is to stand beside the words and in whose statements they are to lie.
  Finding.prototype.asked = function () {
    var form = this.form, beside = onrecord.parse(form.value("with"));
    if (beside && beside.kind !== "phrase") throw new onrecord.Unclear("Nearby can stand one word or phrase");
    return Object.assign(form.asked(), { beside: beside, before: Number(form.value("left")), behind: Number(form.value("right")) });
  };

  // { lines, … }: `places` are those of the words in all documents, `anywhere` those of them in the statements that are asked for, and
  // `fits` tells whether a document is of those chosen. Statements are read (`spans`) where the question or the list of speakers needs them.
  Finding.prototype.find = function (query) {
    var finding = this, form = this.form, index = this.index, state = new URLSearchParams(form.state(1)), result;
    ["view", "read", "by", "order", "width", "least"].concat(query.beside ? [] : ["left", "right"]).forEach(function (name) { state.delete(name); });
    if (this.last && this.last.state === state.toString() && (this.last.spans || !form.filled.speaker)) return Promise.resolve(this.last);
    return onrecord.widen(index, query.tree, form.value("names") === "typed").then(function (names) {
      result = { state: state.toString(), query: query, names: names };
      return onrecord.speaking(index, query);
    }).then(function () {
      return Promise.all([onrecord.lines(index, query.tree), form.filter(query), query.beside && onrecord.lines(index, query.beside)]);
    }).then(function (loaded) {
      result.fits = loaded[1];
      return query.beside ? onrecord.beside(index, loaded[0], loaded[2], query.before, query.behind) : loaded[0];
    }).then(function (lines) {
      result.places = lines;
      return query.said || query.chosen.speaker || form.filled.speaker ? index.said(onrecord.documents(lines)) : null;
    }).then(function (spans) {
      result.spans = spans;
      result.anywhere = result.places.filter(function (line) { return !query.said || onrecord.saidBy(line, spans, query.speaker, query.said).length; });
      result.lines = result.anywhere.filter(function (line) { return result.fits(line.document); });
      finding.last = result;
      return result;
    });
  };

  // The numbers beside the values of facets: lines that choosing it would leave.
  Finding.prototype.count = function (result) {
    var held = new Map(), spoken = new Map(), how = result.query.said || "all";
    result.anywhere.forEach(function (line) { held.set(line.document, (held.get(line.document) || 0) + 1); });
    if (result.spans) {
      result.places.forEach(function (line) {
        if (!result.fits(line.document, "speaker")) return;
        new Set(onrecord.saidBy(line, result.spans, 0, how).map(function (span) { return span.speaker; })).forEach(function (speaker) {
          spoken.set(speaker, (spoken.get(speaker) || 0) + 1);
        });
      });
    }
    return this.form.count(function (name, value, number) {
      if (name === "speaker" && result.query.within) return null; // said: asks for the words of whoever is chosen
      if (name === "speaker") return spoken.get(number + 1) || 0;
      return value.documents.reduce(function (sum, document) { return sum + (result.fits(document, name) ? held.get(document) || 0 : 0); }, 0);
    });
  };

  onrecord.Finding = Finding;
})(window.onrecord = window.onrecord || {});
