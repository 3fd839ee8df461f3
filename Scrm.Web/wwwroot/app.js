// What the browser must do by itself: fold the rail, close what floats, keep focus inside a drawer, reload when the server has forgotten the page.
(() => {
  const root = document.documentElement;
  if (localStorage.getItem('scrm.folded') === '1') root.classList.add('folded');

  const openMenus = () => document.querySelectorAll('details[data-menu][open]');
  const topDrawer = () => [...document.querySelectorAll('[data-drawer]')].pop();

  // The server may have done the first of two quick clicks before the second arrives: only the browser knows that they are one.
  const pressed = new WeakMap();
  window.addEventListener('click', e => {
    const once = e.isTrusted && e.target.closest?.('[data-once], button[type="submit"]');
    if (!once) return;
    if (e.detail > 1 || e.timeStamp - (pressed.get(once) ?? -1000) < 700) { e.stopImmediatePropagation(); e.preventDefault(); return; }
    pressed.set(once, e.timeStamp);
  }, true);

  // What was typed where there is something to save is not lost by a stray key or a click beside it: those ask first, the buttons that say so do not.
  document.addEventListener('input', e => {
    const drawer = e.target.type !== 'search' && e.target.closest('[data-drawer]');
    if (drawer && (e.target.closest('form') || drawer.querySelector('.drawer-foot'))) drawer.dataset.typed = '';
  }, true);
  document.addEventListener('submit', e => e.target.closest('[data-drawer]')?.removeAttribute('data-typed'), true);
  const leaves = () => !topDrawer()?.hasAttribute('data-typed') || confirm(root.lang.startsWith('zh') ? '还没有保存，放弃改动？' : 'Not saved yet. Discard the changes?');
  window.addEventListener('click', e => {
    e.target.closest?.('.drawer-foot button')?.closest('[data-drawer]').removeAttribute('data-typed');
    if (e.target.matches?.('.veil') && !leaves()) e.stopImmediatePropagation();
  }, true);

  document.addEventListener('click', e => {
    if (e.target.closest('[data-act="fold"]')) localStorage.setItem('scrm.folded', root.classList.toggle('folded') ? '1' : '0');
    const act = e.target.closest('[data-act="palette"], [data-act="keys"]');
    if (act) press(act.dataset.act);
    const copy = e.target.closest('[data-act="copy"]');
    if (copy) navigator.clipboard?.writeText(copy.parentElement.querySelector('[data-secret]').textContent);
    for (const menu of openMenus())
      if (!menu.contains(e.target) || (menu.dataset.menu !== 'stays' && e.target.closest('.menu-list a, .menu-list button'))) menu.open = false;
  });

  const typing = e => e.target.closest('input, textarea, select, [contenteditable]');
  const press = name => document.querySelector(`[data-open="${name}"]`)?.click();

  // "G", then a letter, leads to a page; "N" begins what the page makes.
  let asked = 0;
  const goes = key => {
    const led = Date.now() - asked < 1200;
    asked = key === 'g' && !led ? Date.now() : 0;
    const way = led ? document.querySelector(`.rail [data-go="${CSS.escape(key)}"]`) : key === 'n' ? document.querySelector('.content [data-new]') : null;
    way?.click();
    return way;
  };

  document.addEventListener('keydown', e => {
    if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === 'k') { e.preventDefault(); press('palette'); return; }
    if (!typing(e) && !e.ctrlKey && !e.metaKey && !e.altKey) {
      if (e.key === '?') { press('keys'); return; }
      if (!topDrawer() && goes(e.key.toLowerCase())) { e.preventDefault(); return; }
      const search = e.key === '/' && document.querySelector('.content input[type="search"]');
      if (search) { e.preventDefault(); search.focus(); search.select(); return; }
    }
    if (e.key === 'Enter' && !e.isComposing && e.target.matches('[data-arrows] [data-first]')) { e.preventDefault(); e.target.closest('[data-arrows]').querySelector('a')?.click(); return; }
    const list = (e.key === 'ArrowDown' || e.key === 'ArrowUp') && e.target.closest('[data-arrows]');
    if (list) {
      const stops = [...list.querySelectorAll('[data-first], a')];
      const next = stops[stops.indexOf(document.activeElement) + (e.key === 'ArrowDown' ? 1 : -1)];
      if (next) { e.preventDefault(); next.focus(); }
    }
    if (e.key === 'Escape') {
      const menu = openMenus()[0];
      if (menu) { menu.open = false; menu.querySelector('summary').focus(); return; }
      if (leaves()) topDrawer()?.querySelector('[data-close]')?.click();
    }
    if (e.key === 'Tab') {
      const drawer = topDrawer();
      if (!drawer) return;
      const stops = [...drawer.querySelectorAll('a[href], button:not(:disabled), input:not(:disabled), select, textarea, summary, [tabindex="0"]')].filter(x => x.offsetParent);
      if (stops.length === 0) return;
      const edge = e.shiftKey ? stops[0] : stops[stops.length - 1];
      if (document.activeElement === edge || !drawer.contains(document.activeElement)) {
        e.preventDefault();
        (e.shiftKey ? stops[stops.length - 1] : stops[0]).focus();
      }
    }
  });

  // A drawer takes the focus when it opens and gives it back when it closes.
  let before = null;
  new MutationObserver(changes => {
    for (const change of changes) {
      for (const node of change.addedNodes) {
        if (node.nodeType === 1 && node.matches('.tabs')) node.querySelector('.active')?.scrollIntoView({ inline: 'center', block: 'nearest' });
        if (node.nodeType === 1 && node.matches('[data-drawer]')) {
          before ??= document.activeElement;
          // What is read with J and K keeps its keys; a form gets its first field.
          const fields = node.querySelector('[data-key="j"]') ? '' : ', .drawer-body input, .drawer-body select, .drawer-body textarea';
          (node.querySelector(`[autofocus], [data-first]${fields}, .modal-foot .btn`) ?? node).focus();
        }
      }
      for (const node of change.removedNodes)
        if (node.nodeType === 1 && node.matches('[data-drawer]') && !topDrawer()) { if (before?.isConnected) before.focus(); before = null; }
    }
  }).observe(document.body, { childList: true, subtree: true });

  const reconnect = document.getElementById('components-reconnect-modal');
  new MutationObserver(() => { if (reconnect.classList.contains('components-reconnect-rejected')) location.reload(); })
    .observe(reconnect, { attributes: true, attributeFilter: ['class'] });
})();
