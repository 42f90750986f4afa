// Ties the notes beside a text to its statements: who is meant lights up, and the chosen statement shows how to cite it.
// Without it the notes still lead to their words.
(function () {
  "use strict";
  var notes = Array.prototype.slice.call(document.querySelectorAll(".margin a[data-cite]"));
  var card;
  function anchor(note) { return decodeURIComponent(note.hash.slice(1)); }
  function pieces(name) {
    return Array.prototype.filter.call(document.querySelectorAll(".statement"), function (piece) {
      return piece.id === name || piece.dataset.partOf === name;
    });
  }
  function light(name, on) {
    pieces(name).forEach(function (piece) { piece.classList.toggle("lit", on); });
    notes.forEach(function (note) { if (anchor(note) === name) note.closest("li").classList.toggle("lit", on); });
  }
  function show(note) {
    if (card) card.remove();
    card = document.createElement("div");
    card.className = "cite-card";
    var text = document.createElement("p");
    text.textContent = note.dataset.cite;
    card.append(text, window.onrecord.copyButton(function () { return note.dataset.cite + ". " + note.href; }));
    note.closest(".block").append(card);
  }
  function chosen() {
    var name = decodeURIComponent(location.hash.slice(1));
    var note = notes.filter(function (other) { return anchor(other) === name; })[0];
    if (note) show(note); else if (card) card.remove();
  }
  notes.forEach(function (note) {
    ["mouseenter", "focus"].forEach(function (kind) { note.addEventListener(kind, function () { light(anchor(note), true); }); });
    ["mouseleave", "blur"].forEach(function (kind) { note.addEventListener(kind, function () { light(anchor(note), false); }); });
  });
  ["mouseover", "mouseout"].forEach(function (kind) {
    document.addEventListener(kind, function (event) {
      var piece = event.target.closest && event.target.closest(".statement");
      if (piece) light(piece.id || piece.dataset.partOf, kind === "mouseover");
    });
  });
  document.addEventListener("click", function (event) {
    var piece = event.target.closest && event.target.closest(".statement");
    if (!piece || event.target.closest("a") || String(getSelection())) return;
    location.hash = piece.id || piece.dataset.partOf;
  });
  window.addEventListener("hashchange", chosen);
  chosen();
})();
