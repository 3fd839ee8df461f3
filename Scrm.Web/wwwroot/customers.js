// One key for one act: <button data-key="j">; never while something is being typed.
document.addEventListener('keydown', e => {
  if (e.ctrlKey || e.metaKey || e.altKey || e.target.closest('input, select, textarea, [contenteditable]')) return;
  document.querySelector(`[data-key="${CSS.escape(e.key.toLowerCase())}"]:not(:disabled)`)?.click();
});
// What the page in sight answers to, for the list of keys: its buttons say it themselves.
globalThis.scrmKeys = () => [...document.querySelectorAll('[data-key]')].filter(b => b.offsetParent)
  .map(b => [b.dataset.key.toUpperCase(), (b.title || b.ariaLabel || b.textContent).replace(/\s*[（(][^（(]*[)）]$/, '').trim()])
  .filter(([key, what], i, all) => what.length > 1 && all.findIndex(other => other[0] === key) === i);
// Printing a customer means the document, not the screen.
document.addEventListener('keydown', e => {
  const paper = (e.ctrlKey || e.metaKey) && e.key.toLowerCase() === 'p' && document.querySelector('a[data-key="p"]');
  if (paper) { e.preventDefault(); paper.click(); }
});
// The list's rows are taller on a phone, and only the browser knows.
globalThis.scrmNarrow = () => matchMedia('(max-width: 720px)').matches;
