// First thing in <body>, so that what needs scripts is laid out right from the start. A file, so that the
// content security policy needs no exception.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
