// Runs within the page for lost addresses: looks for the lesson's files in each folder above, then brings what the page
// is without, and leads its links there.
(async () => {
  const [sheet, ...scripts] = document.querySelector('meta[name=lesson-files]').content.split(' ');
  const folders = location.pathname.split('/').slice(0, -1);
  for (; folders.length > 0; folders.pop()) {
    const root = `${location.origin}${folders.join('/')}/`;
    // A host may answer every address with some page of its own. Without a network, what is kept is there for the asking only.
    const there = await fetch(root + sheet, { method: 'HEAD' })
      .catch(() => fetch(root + sheet))
      .then(({ ok, headers }) => ok && /^text\/css/.test(headers.get('Content-Type')), () => false);
    if (!there) continue;
    for (const link of document.querySelectorAll('a[href]:not([href^="#"], [href*=":"])')) link.href = new URL(link.getAttribute('href'), root);
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = root + sheet;
    link.onload = () => document.querySelector('style').remove();
    document.head.append(link);
    for (const script of scripts) await import(root + script);
    return;
  }
})();
