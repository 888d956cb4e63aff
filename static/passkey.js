// A passkey: the browser is asked, its answer goes with the form. Without this file, digits do.
const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const known = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

const made = (options) => navigator.credentials.create({ publicKey: {
  ...options,
  challenge: bytes(options.challenge),
  user: { ...options.user, id: bytes(options.user.id) },
  excludeCredentials: known(options.excludeCredentials),
} });
const shown = (options) => navigator.credentials.get({ publicKey: {
  ...options, challenge: bytes(options.challenge), allowCredentials: known(options.allowCredentials),
} });

for (const button of document.querySelectorAll("[data-passkey]")) {
  if (!("credentials" in navigator) || !("PublicKeyCredential" in window)) continue;
  button.hidden = false;
  const form = document.querySelector("main form[method=post]");
  const creates = button.dataset.passkey === "create";
  const asks = async (event) => {
    if (form.elements.answer.value) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const options = JSON.parse(button.dataset.asked);
    try {
      const key = await (creates ? made(options) : shown(options));
      const given = {};
      for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"])
        if (key.response[name]) given[name] = text(key.response[name]);
      form.elements.answer.value = JSON.stringify({ id: key.id, rawId: text(key.rawId), type: key.type, response: given, clientExtensionResults: {} });
      delete form.dataset.sent;
      form.submit();
    } catch {
      delete form.dataset.sent;
      const told = document.getElementById("passkey-told");
      if (told) told.hidden = false;
    }
  };
  if (creates) form.addEventListener("submit", asks, { capture: true });
  else button.addEventListener("click", asks);
}
