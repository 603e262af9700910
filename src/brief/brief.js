'use strict';
(() => {
  const svg = document.getElementById('tl');
  if (!svg) return;
  const all = { from: +svg.dataset.from, to: +svg.dataset.to };
  const left = +svg.dataset.left, width = svg.viewBox.baseVal.width, height = svg.viewBox.baseVal.height;
  const view = { ...all };
  const events = [...svg.querySelectorAll('.ev')];
  const said = document.getElementById('tl-said');
  const axis = document.getElementById('tl-axis');
  const lang = svg.dataset.lang;
  const day = 86400000;
  const x = (d) => left + (d - view.from) / (view.to - view.from) * (width - left);
  const date = (d) => new Date(d * day);
  const words = (d, options) => new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, { timeZone: 'UTC', ...options }).format(date(d));

  function ticks() {
    const span = view.to - view.from;
    const out = [];
    const first = date(view.from).getUTCFullYear(), last = date(view.to).getUTCFullYear();
    if (span > 1100) {
      const step = Math.max(1, Math.ceil((last - first) / 12));
      for (let y = Math.ceil(first / step) * step; y <= last; y += step) out.push([Date.UTC(y, 0, 1) / day, String(y)]);
    } else if (span > 60) {
      const months = (last - first) * 12 + 12;
      const step = span > 500 ? 3 : 1;
      for (let m = 0; m < months; m += step) {
        const d = Date.UTC(first, m, 1) / day;
        out.push([d, words(d, m % 12 === 0 ? { month: 'short', year: 'numeric' } : { month: 'short' })]);
      }
    } else {
      const step = span > 21 ? 7 : 1;
      for (let d = Math.ceil(view.from); d <= view.to; d += step) out.push([d, words(d, { day: 'numeric', month: 'short' })]);
    }
    return out.filter(([d]) => d >= view.from && d <= view.to);
  }

  const made = (name, attributes, text) => {
    const node = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const key in attributes) node.setAttribute(key, attributes[key]);
    if (text) node.textContent = text;
    return node;
  };

  function draw() {
    axis.replaceChildren(...ticks().flatMap(([d, text]) => [
      made('line', { class: 'tick', x1: x(d), x2: x(d), y1: 0, y2: height }),
      made('text', { x: x(d) + 3, y: 15 }, text),
    ]));
    let seen = 0;
    for (const event of events) {
      const a = +event.dataset.a, b = +event.dataset.b;
      const inView = b >= view.from && a <= view.to;
      event.style.display = inView ? '' : 'none';
      if (!inView) continue;
      seen += 1;
      const band = event.querySelector('.band'), mark = event.querySelector('.m');
      const from = Math.max(x(a), left - 20), to = Math.min(x(b), width + 20);
      band.setAttribute('x', from);
      band.setAttribute('width', Math.max(to - from, 1));
      const middle = Math.min(Math.max((x(a) + x(b)) / 2, left + 6), width - 6);
      mark.setAttribute('transform', `translate(${middle} ${mark.dataset.y})`);
    }
    const long = { day: 'numeric', month: 'long', year: 'numeric' };
    const many = seen > 1 || (seen === 0 && lang === 'en') ? 's' : '';
    said.textContent = lang === 'fr'
      ? `Du ${words(view.from, long)} au ${words(view.to, long)}\u00a0: ${seen}\u00a0événement${many} en vue.`
      : `${words(view.from, long)} to ${words(view.to, long)}: ${seen}\u00a0event${many} in view.`;
  }

  function show(from, to) {
    const span = Math.min(Math.max(to - from, 3), (all.to - all.from) * 1.2);
    const middle = Math.min(Math.max((from + to) / 2, all.from), all.to);
    view.from = middle - span / 2;
    view.to = middle + span / 2;
    draw();
  }
  const zoom = (factor, at) => {
    const d = at === undefined ? (view.from + view.to) / 2 : at;
    show(d - (d - view.from) * factor, d + (view.to - d) * factor);
  };
  const pan = (share) => show(view.from + (view.to - view.from) * share, view.to + (view.to - view.from) * share);
  const dayAt = (clientX) => {
    const box = svg.getBoundingClientRect();
    const at = (clientX - box.left) / box.width * width;
    return view.from + (at - left) / (width - left) * (view.to - view.from);
  };

  function open(event) {
    for (const other of document.querySelectorAll('.chosen')) other.classList.remove('chosen');
    const told = document.getElementById('e' + event.dataset.n);
    event.classList.add('chosen');
    told.classList.add('chosen');
    told.querySelector('details').open = true;
    told.scrollIntoView({ block: 'center' });
    told.focus({ preventScroll: true });
  }
  function rove(event) {
    for (const other of events) other.tabIndex = -1;
    event.tabIndex = 0;
    const a = +event.dataset.a;
    if (a < view.from || a > view.to) show(a - (view.to - view.from) / 2, a + (view.to - view.from) / 2);
    event.focus();
  }

  let dragged = null, moved = false;
  svg.addEventListener('pointerdown', (e) => { dragged = { x: e.clientX, from: view.from, to: view.to }; moved = false; });
  window.addEventListener('pointermove', (e) => {
    if (!dragged) return;
    const px = e.clientX - dragged.x;
    if (Math.abs(px) > 4) moved = true;
    if (!moved) return;
    const days = px / svg.getBoundingClientRect().width * width / (width - left) * (dragged.to - dragged.from);
    show(dragged.from - days, dragged.to - days);
  });
  window.addEventListener('pointerup', () => { dragged = null; });
  svg.addEventListener('wheel', (e) => {
    if (!e.ctrlKey) return;
    e.preventDefault();
    zoom(e.deltaY > 0 ? 1.25 : 0.8, dayAt(e.clientX));
  }, { passive: false });
  events.forEach((event, n) => {
    event.addEventListener('click', () => { if (!moved) open(event); });
    event.addEventListener('keydown', (e) => {
      const next = e.key === 'ArrowRight' ? events[n + 1] : e.key === 'ArrowLeft' ? events[n - 1] : null;
      if (e.key === 'Enter' || e.key === ' ') open(event);
      else if (next && !e.shiftKey) rove(next);
      else return;
      e.preventDefault();
    });
  });
  svg.addEventListener('keydown', (e) => {
    const does = { '+': () => zoom(0.7), '-': () => zoom(1.4), 0: () => show(all.from, all.to) };
    if (e.shiftKey && e.key === 'ArrowLeft') pan(-0.25);
    else if (e.shiftKey && e.key === 'ArrowRight') pan(0.25);
    else if (does[e.key]) does[e.key]();
    else return;
    e.preventDefault();
  });
  const on = (id, act) => document.getElementById(id).addEventListener('click', act);
  on('tl-in', () => zoom(0.6));
  on('tl-out', () => zoom(1.6));
  on('tl-left', () => pan(-0.3));
  on('tl-right', () => pan(0.3));
  on('tl-all', () => show(all.from, all.to));
  window.addEventListener('beforeprint', () => { for (const d of document.querySelectorAll('details')) d.open = true; });
  if (events.length) events[0].tabIndex = 0;
  draw();
})();
