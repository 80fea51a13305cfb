// Passkeys: a form with data-passkey asks the browser for one ("get") or to make one ("create"), and sends the answer.
// What to ask for is in the form as JSON, or at data-options-url.

const decode = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));

const encode = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

const withBytes = (keys) => (keys || []).map((key) => ({ ...key, id: decode(key.id) }));

async function create({ publicKey }) {
  const user = { ...publicKey.user, id: decode(publicKey.user.id) };
  const challenge = decode(publicKey.challenge);
  const excludeCredentials = withBytes(publicKey.excludeCredentials);
  const key = await navigator.credentials.create({ publicKey: { ...publicKey, user, challenge, excludeCredentials } });
  return answer(key, {
    attestationObject: encode(key.response.attestationObject),
    transports: key.response.getTransports ? key.response.getTransports() : [],
  });
}

async function get({ publicKey }) {
  const challenge = decode(publicKey.challenge);
  const allowCredentials = withBytes(publicKey.allowCredentials);
  const key = await navigator.credentials.get({ publicKey: { ...publicKey, challenge, allowCredentials } });
  const { authenticatorData, signature, userHandle } = key.response;
  return answer(key, {
    authenticatorData: encode(authenticatorData),
    signature: encode(signature),
    userHandle: userHandle && encode(userHandle),
  });
}

function answer(key, response) {
  const results = key.getClientExtensionResults();
  return JSON.stringify({
    type: key.type,
    id: key.id,
    rawId: encode(key.rawId),
    response: { clientDataJSON: encode(key.response.clientDataJSON), ...response },
    clientExtensionResults: results.credProps ? { credProps: results.credProps } : {},
  });
}

async function options(form) {
  if (!form.dataset.optionsUrl) return JSON.parse(form.querySelector("script").textContent);
  const found = await fetch(form.dataset.optionsUrl, { headers: { Accept: "application/json" } });
  if (!found.ok) throw new Error(`The portal answered ${found.status}.`);
  return (await found.json()).request_options;
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const trouble = form.querySelector("[data-trouble]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    trouble.hidden = true;
    try {
      const ask = form.dataset.passkey === "create" ? create : get;
      form.elements.credential.value = await ask(await options(form));
      form.submit();
    } catch {
      // Whoever changed their mind, has no passkey here or a browser that knows none: nothing is lost.
      trouble.hidden = false;
    }
  });
}
