// The title and the focus follow the page that is shown; the skip link leaves the shown page as it is.
const titel = document.title;
const springlink = document.querySelector(".springlink");

function toon() {
  const blad = document.querySelector(".blad:target");
  document.title = blad ? `${blad.querySelector("h2").textContent.trim()} – ${titel}` : titel;
  if (blad) {
    blad.focus({ preventScroll: true });
    scrollTo({ top: blad.getBoundingClientRect().top + scrollY - 60, behavior: "instant" });
  }
}

springlink.addEventListener("click", (gebeurtenis) => {
  gebeurtenis.preventDefault();
  const doel = document.querySelector(".blad:target") ?? document.getElementById("inhoud");
  doel.focus();
});
addEventListener("hashchange", toon);
toon();
