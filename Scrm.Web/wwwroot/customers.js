// One key for one act: <button data-key="j">; never while something is being typed.
document.addEventListener('keydown', e => {
  if (e.ctrlKey || e.metaKey || e.altKey || e.target.closest('input, select, textarea, [contenteditable]')) return;
  document.querySelector(`[data-key="${CSS.escape(e.key.toLowerCase())}"]:not(:disabled)`)?.click();
});
// The list's rows are taller on a phone, and only the browser knows.
globalThis.scrmNarrow = () => matchMedia('(max-width: 720px)').matches;
