// What assistive technology is told: Chromium's accessibility tree through its debugger, Firefox's through WebDriver BiDi's locators.

/** A thing as a screen reader has it.
 * @typedef {{ role: string, name: string, description?: string }} Spoken */

/** All that Chromium tells of what lies below an element, its shadow included. @param {any} page @param {string} selector
 * @returns {Promise<Spoken[]>} */
export async function treeBelow(page, selector) {
  const session = await page.context().newCDPSession(page);
  await session.send('Accessibility.enable');
  const { result } = await session.send('Runtime.evaluate', { expression: `document.querySelector(${JSON.stringify(selector)})` });
  const { nodes } = await session.send('Accessibility.queryAXTree', { objectId: result.objectId });
  await session.detach();
  return nodes.filter((/** @type {any} */ node) => !node.ignored).map((/** @type {any} */ node) => {
    return { role: node.role.value, name: node.name?.value ?? '', description: node.description?.value };
  });
}

/** How often each of these is there below an element, by role and name. @param {import('./driver.js').Tab} tab
 * @param {'Chromium' | 'Firefox'} browser @param {string} selector @param {Spoken[]} wanted @returns {Promise<number[]>} */
export async function counted(tab, browser, selector, wanted) {
  if (browser === 'Chromium') {
    const tree = await treeBelow(tab.page, selector);
    return wanted.map(({ role, name }) => tree.filter((one) => one.role === role && one.name === name).length);
  }
  // Firefox looks for roles only on the side of a shadow where it starts.
  const start = await tab.page.evaluateHandle((at) => {
    const element = document.querySelector(at);
    return element.shadowRoot?.querySelector('.frame') ?? element;
  }, selector);
  const counts = [];
  for (const { role, name } of wanted)
    counts.push((await start.$$(`aria/${name.replace(/(["'[\]\\])/g, '\\$1')}[role="${role}"]`)).length);
  return counts;
}
