// Page views with the seconds spent in sight, for pages of the company's own sites:
// <script async src="https://SCRM/scrm.js" data-site="KEY"></script>
// A page that changes without loading calls scrm.page(). Nothing is kept but a random visitor number of this site.
(function (d, w) {
  "use strict";
  var tag = d.currentScript, site = tag && tag.getAttribute("data-site");
  if (!site || !w.navigator.sendBeacon || !w.crypto) return;
  var to = new URL("collect", tag.src).href, name = "scrm.visitor", visitor, view, page, title, from = d.referrer, since = 0, spent = 0, seen = false;

  function random() {
    var bytes = new Uint8Array(16), text = "";
    w.crypto.getRandomValues(bytes);
    for (var i = 0; i < bytes.length; i++) text += ("0" + bytes[i].toString(16)).slice(-2);
    return text;
  }

  try {
    visitor = w.localStorage.getItem(name);
    if (!visitor) w.localStorage.setItem(name, visitor = random());
  } catch (blocked) {
    visitor = random();
  }

  function begin() {
    view = random();
    page = w.location.pathname;
    title = d.title;
    spent = 0;
    seen = d.visibilityState === "visible";
    since = w.performance.now();
  }

  function send() {
    if (!view || !seen) return;
    spent = Math.round((w.performance.now() - since) / 1000);
    var told = { site: site, visitor: visitor, key: view, page: page, title: (d.title || title).slice(0, 200), seconds: spent, referrer: from };
    w.navigator.sendBeacon(to, new Blob([JSON.stringify(told)], { type: "text/plain" }));
    view = null;
    from = "";
  }

  d.addEventListener("visibilitychange", function () {
    if (d.visibilityState === "hidden") send();
    else begin();
  });
  w.addEventListener("pagehide", send);
  w.addEventListener("pageshow", function (shown) {
    if (shown.persisted) begin();
  });
  w.scrm = { page: function () { send(); begin(); } };
  begin();
})(document, window);
