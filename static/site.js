// Comfort only: every page works without this file.
const summary = document.querySelector(".error-summary");
if (summary) summary.focus();

let dirty = false;
for (const form of document.querySelectorAll("form[method=post]")) {
  const kept = form.hasAttribute("data-keep");
  form.addEventListener("input", () => { if (kept) dirty = true; });
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    dirty = false;
    setTimeout(() => { delete form.dataset.sent; }, 8000);
  });
}
addEventListener("beforeunload", (event) => { if (dirty) { event.preventDefault(); event.returnValue = ""; } });
addEventListener("pageshow", (event) => {
  if (event.persisted) for (const form of document.forms) delete form.dataset.sent;
});

for (const area of document.querySelectorAll("textarea[maxlength]")) {
  const count = document.getElementById(area.id + "-count");
  const tell = () => {
    const left = area.maxLength - area.value.length;
    count.textContent = left > 200 ? "" : "Il reste " + left + (left > 1 ? " caractères." : " caractère.");
  };
  if (count) { area.addEventListener("input", tell); tell(); }
}

// L’aide à la lecture, pendant qu’on écrit : la mesure est faite par le site.
for (const zone of document.querySelectorAll("[data-read-again]")) {
  const area = document.getElementById(zone.dataset.of);
  let wait;
  area.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(async () => {
      const body = new FormData(area.form);
      const answer = await fetch(zone.dataset.readAgain, { method: "POST", body }).catch(() => null);
      if (answer && answer.ok) zone.innerHTML = await answer.text();
    }, 700);
  });
}

const printing = document.querySelectorAll("[data-print]");
for (const button of printing) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// « Écouter » : seulement si l’appareil a une voix dans la langue de ce qui est à lire.
const listen = document.querySelectorAll("[data-listen]");
if (listen.length && "speechSynthesis" in window) {
  const offer = () => {
    for (const button of listen) {
      const said = document.getElementById(button.dataset.listen);
      const tongue = (said.closest("[lang]") || document.documentElement).lang || "fr";
      const voice = speechSynthesis.getVoices().find((one) => one.lang.startsWith(tongue.slice(0, 2)));
      if (!voice) continue;
      button.hidden = false;
      button.onclick = () => {
        if (speechSynthesis.speaking) { speechSynthesis.cancel(); return; }
        const words = new SpeechSynthesisUtterance(said.innerText);
        words.voice = voice; words.lang = voice.lang; words.rate = 0.9;
        speechSynthesis.speak(words);
      };
    }
  };
  offer();
  speechSynthesis.onvoiceschanged = offer;
}
