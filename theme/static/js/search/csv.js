//# allFunctionsCalledOnLoad
// Tables to take away: made in the page, as the site's other tables are (onrecord.site.exports), and saved without a server.
(function (onrecord) {
  "use strict";

  // CSV as RFC 4180 has it. A cell that a spreadsheet would take for a formula gets a leading apostrophe.
  onrecord.csv = function (rows) {
    return rows.map(function (row) { return row.map(cell).join(",") + "\r\n"; }).join("");
  };

  function cell(value) {
    var text = value === null || value === undefined ? "" : String(value);
    if (typeof value === "string" && /^[=+\-@\t\r]/.test(text)) text = "'" + text;
    return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  }

  onrecord.save = function (name, rows) {
    var link = document.createElement("a"), address = URL.createObjectURL(new Blob([onrecord.csv(rows)], { type: "text/csv;charset=utf-8" }));
    link.href = address;
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(address); }, 60000);
  };
})(window.onrecord = window.onrecord || {});
