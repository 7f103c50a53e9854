// For a page that embeds the lesson by <iframe>: each frame of the lesson becomes as high as it says it is. A plain script
// with nothing to set up, before the frames, for pages whose policy allows no script of their own.

const lesson = new URL('../', /** @type {HTMLScriptElement} */ (document.currentScript).src).href;

addEventListener('message', ({ source, data }) => {
  if (data?.protocol !== 'tradeoff-sim' || data.version !== 1 || data.type !== 'height' || !(data.height > 0)) return;
  for (const frame of document.getElementsByTagName('iframe'))
    if (frame.contentWindow === source && frame.src.startsWith(lesson)) frame.style.height = `${data.height}px`;
});
