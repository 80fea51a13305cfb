// Reading a QR code out of what a camera sees: by the browser where it can, else by jsQR.

const WIDEST = 640;

export async function codeReader(address) {
  return (await byBrowser()) || byScript(address);
}

async function byBrowser() {
  if (!("BarcodeDetector" in window)) return null;
  const formats = await BarcodeDetector.getSupportedFormats();
  if (!formats.includes("qr_code")) return null;
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  return async (video) => ((await detector.detect(video))[0] || {}).rawValue || "";
}

async function byScript(address) {
  await import(address);
  const canvas = document.createElement("canvas");
  const drawing = canvas.getContext("2d", { willReadFrequently: true });
  return (video) => {
    if (!video.videoWidth) return "";
    const scale = Math.min(1, WIDEST / video.videoWidth);
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    drawing.drawImage(video, 0, 0, canvas.width, canvas.height);
    const { data } = drawing.getImageData(0, 0, canvas.width, canvas.height);
    const found = self.jsQR(data, canvas.width, canvas.height, { inversionAttempts: "dontInvert" });
    return found ? found.data : "";
  };
}
