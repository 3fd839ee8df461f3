// The dictionary's page: keys press the buttons that name them, rows are dragged to their place. The server only hears of what was done.

/** Keys inside the page. A button says data-key="n", one of the row in focus data-row-key="p"; a field says data-key-focus="/". */
export function keys(root) {
  const visible = element => element && !element.disabled;
  const handler = event => {
    if (!root.isConnected) { document.removeEventListener('keydown', handler); return; }
    const target = event.target;
    if (event.isComposing || event.ctrlKey || event.metaKey || document.querySelector('[data-drawer]')) return;
    if (target.matches('input, textarea, select')) {
      if (event.key === 'Escape' && !target.matches('[data-rename]')) target.blur();
      if ((event.key === 'Escape' || event.key === 'Enter') && target.matches('[data-rename]')) refocus(root, target.closest('[data-row]')?.dataset.sort);
      return;
    }
    const row = target.closest('[data-row]');
    if (!event.altKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      const rows = [...root.querySelectorAll('[data-row]')];
      const next = rows[row ? rows.indexOf(row) + (event.key === 'ArrowDown' ? 1 : -1) : 0];
      if (next && (row || target === document.body || !target.closest('details, nav'))) { next.focus(); event.preventDefault(); }
      return;
    }
    if (event.key === 'Escape') { row?.blur(); return; }
    const name = `${event.altKey ? 'alt+' : ''}${event.shiftKey && event.key.length === 1 && event.key !== '?' ? 'shift+' : ''}${event.key.toLowerCase()}`;
    const rowName = { enter: 'rename', f2: 'rename' }[name] ?? name;
    const onRow = row && (target === row || rowName !== 'rename') && row.querySelector(`[data-row-key="${CSS.escape(rowName)}"]`);
    const pressed = onRow || root.querySelector(`[data-key="${CSS.escape(name)}"]`);
    const field = root.querySelector(`[data-key-focus="${CSS.escape(name)}"]`);
    if (visible(pressed)) { pressed.click(); event.preventDefault(); if (onRow && name.startsWith('alt+')) refocus(root, row.dataset.sort); }
    else if (field) { field.focus(); field.select(); event.preventDefault(); }
  };
  document.addEventListener('keydown', handler);
}

// The row is drawn anew after a change, however long the server takes: it gets the focus back while nobody else has taken it.
function refocus(root, id) {
  const left = new AbortController();
  const watch = new MutationObserver(back);
  const stop = () => { left.abort(); watch.disconnect(); };
  const lost = () => document.activeElement === document.body || document.activeElement === null;
  function back() {
    const row = root.querySelector(`[data-row][data-sort="${id}"]`);
    if (row && lost() && !row.querySelector('[data-rename]')) row.focus();
  }
  watch.observe(root, { childList: true, subtree: true });
  for (const act of ['pointerdown', 'keydown']) document.addEventListener(act, stop, { signal: left.signal, capture: true });
  setTimeout(stop, 15000);
  setTimeout(back, 60);
}

/** Rows of the area are dragged among themselves; dropping calls Dropped(id, before). */
export function sort(area, page) {
  let dragged = null;
  const rowAt = event => event.target.closest?.('[data-sort]');
  const clear = () => area.querySelectorAll('.drop-before, .drop-after').forEach(row => row.classList.remove('drop-before', 'drop-after'));
  const after = (row, event) => { const box = row.getBoundingClientRect(); return event.clientY > box.top + box.height / 2; };

  area.addEventListener('dragstart', event => {
    dragged = rowAt(event);
    if (dragged?.draggable !== true) { dragged = null; return; }
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', '');
    dragged.classList.add('dragged');
  });
  area.addEventListener('dragover', event => {
    const row = rowAt(event);
    if (!dragged || !row) return;
    event.preventDefault();
    clear();
    row.classList.add(after(row, event) ? 'drop-after' : 'drop-before');
  });
  area.addEventListener('drop', event => {
    const row = rowAt(event);
    if (!dragged || !row) return;
    event.preventDefault();
    const rows = [...area.querySelectorAll('[data-sort]')];
    const before = after(row, event) ? rows[rows.indexOf(row) + 1] : row;
    if (row !== dragged && before !== dragged) page.invokeMethodAsync('Dropped', Number(dragged.dataset.sort), Number(before?.dataset.sort ?? 0));
  });
  area.addEventListener('dragend', () => { dragged?.classList.remove('dragged'); dragged = null; clear(); });
}
