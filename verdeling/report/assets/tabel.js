// Sorting, searching and saving of a table. Without this script the table is complete and in order of name.
const nl = document.documentElement.lang === "nl";
const leeg = "–";

export function getal(tekst) {
  const schoon = tekst.replace("−", "-").replace(/[%€+\s]/g, "");
  const gewoon = nl ? schoon.replaceAll(".", "").replace(",", ".") : schoon.replaceAll(",", "");
  return gewoon === "" || gewoon === leeg ? null : Number(gewoon);
}

// Letters without accents, so that "sudwest" finds "Súdwest".
const kaal = (tekst) => tekst.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function sorteer(tabel, kolom, kop) {
  const op = kop.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
  for (const ander of tabel.tHead.rows[0].cells) ander.removeAttribute("aria-sort");
  kop.setAttribute("aria-sort", op);
  const richting = op === "ascending" ? 1 : -1;
  const tekst = kop.classList.contains("tekst");
  const waarde = (rij) => (tekst ? rij.cells[kolom].textContent : getal(rij.cells[kolom].textContent));
  const rijen = [...tabel.tBodies[0].rows].map((rij) => [waarde(rij), rij]);
  rijen.sort(([a], [b]) => {
    // A missing figure goes last in either direction: it is not zero.
    if (a === null || b === null) return (a === null) - (b === null);
    return richting * (tekst ? a.localeCompare(b, document.documentElement.lang) : a - b);
  });
  tabel.tBodies[0].append(...rijen.map(([, rij]) => rij));
}

function bewaar(tabel, naam) {
  // A spreadsheet reads the minus of print as text, and a text that begins like a formula as a formula.
  const woord = (cel) => cel.tagName === "TH" || cel.classList.contains("tekst");
  const inhoud = (cel) => cel.textContent.trim().replace(...(woord(cel) ? [/^(?=[=+@-])/, "'"] : ["−", "-"]));
  const veld = (cel) => `"${inhoud(cel).replaceAll('"', '""')}"`;
  const regels = [...tabel.rows].filter((rij) => !rij.closest("[hidden]")).map((rij) => [...rij.cells].map(veld).join(nl ? ";" : ","));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(["\uFEFF" + regels.join("\r\n") + "\r\n"], { type: "text/csv" }));
  link.download = naam;
  link.click();
  URL.revokeObjectURL(link.href);
}

for (const balk of document.querySelectorAll(".gereedschap[data-tabel]")) {
  const tabel = document.getElementById(balk.dataset.tabel);
  const [zoek, kies, knop, stand] = ["input", "select", "button", "[role=status]"].map((s) => balk.querySelector(s));
  const teksten = [...tabel.tBodies[0].rows].map((rij) => [rij, kaal(rij.cells[0].textContent), rij.cells[1].textContent]);
  const filter = () => {
    const woord = kaal(zoek.value.trim());
    let aantal = 0;
    for (const [rij, naam, provincie] of teksten) {
      rij.hidden = !naam.includes(woord) || (kies.value !== "" && provincie !== kies.value);
      aantal += !rij.hidden;
    }
    stand.textContent = balk.dataset.stand.replace("#", aantal).replace("#", teksten.length);
    tabel.tFoot?.toggleAttribute("hidden", aantal !== teksten.length);
  };
  zoek.addEventListener("input", filter);
  kies.addEventListener("change", filter);
  knop.addEventListener("click", () => bewaar(tabel, balk.dataset.bestand));
  [...tabel.tHead.rows[0].cells].forEach((kop, kolom) => {
    const sorteerknop = document.createElement("button");
    sorteerknop.type = "button";
    sorteerknop.append(...kop.childNodes);
    sorteerknop.addEventListener("click", () => sorteer(tabel, kolom, kop));
    kop.append(sorteerknop);
  });
  tabel.tHead.rows[0].cells[0].setAttribute("aria-sort", "ascending");
  balk.hidden = false;
  filter();
}
