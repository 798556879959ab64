// Pointing at a map tells the gemeente and its figures; a click opens its page. The table is the equal route.
for (const blok of document.querySelectorAll(".kaartblok[data-kolom]")) {
  const wijzer = blok.querySelector(".wijzer");
  const tabel = document.getElementById(blok.dataset.tabel);
  const rijen = new Map([...tabel.tBodies[0].rows].map((rij) => [rij.dataset.c, rij]));
  const kolom = [...tabel.tHead.rows[0].cells].findIndex((kop) => kop.dataset.k === blok.dataset.kolom);
  const rust = wijzer.textContent;
  blok.addEventListener("pointerover", ({ target }) => {
    const rij = rijen.get(target.dataset?.c);
    wijzer.textContent = rij ? `${rij.cells[0].textContent}: ${rij.cells[kolom].textContent} ${blok.dataset.eenheid}` : rust;
  });
  blok.addEventListener("click", ({ target }) => {
    if (rijen.has(target.dataset?.c)) location.hash = target.dataset.c;
  });
}
