'use strict';
(() => {
  const svg = document.getElementById('tl');
  if (!svg) return;
  const all = { from: +svg.dataset.from, to: +svg.dataset.to };
  const height = svg.viewBox.baseVal.height, lanes = +svg.dataset.lanes, lane = +svg.dataset.lane;
  const top = height - lanes * lane;
  let left = 0, width = 0;
  const view = { ...all };
  // An event of several countries has a mark in the lane of each; the keyboard goes to the first of them.
  const marks = [...svg.querySelectorAll('.ev')];
  const events = marks.filter((mark) => !('copy' in mark.dataset));
  const said = document.getElementById('tl-said');
  const pills = document.getElementById('tl-pills');
  const choice = document.getElementById('tl-choice');
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
    return out.filter(([d]) => d >= view.from && d <= view.to && x(d) < width - 12);
  }

  const made = (name, attributes, text) => {
    const node = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const key in attributes) node.setAttribute(key, attributes[key]);
    if (text) node.textContent = text;
    return node;
  };

  // The drawing is as wide as the page gives it, so that its letters keep their size on a phone.
  function fit() {
    width = Math.max(svg.clientWidth, 280);
    left = Math.min(+svg.dataset.left, width * 0.3);
    svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
    document.getElementById('tl-clip-rect').setAttribute('x', left);
    document.getElementById('tl-clip-rect').setAttribute('width', width - left);
    for (const name of svg.querySelectorAll('.lane')) {
      name.textContent = name.dataset.name;
      for (let n = name.dataset.name.length; n > 1 && name.getComputedTextLength() > left - 14; n -= 1) {
        name.textContent = name.dataset.name.slice(0, n - 1).trimEnd() + '…';
      }
    }
  }

  // Marks stand in three rows of their lane; where more would cover each other they are one pill with their number.
  const BIN = 34, ROWS = 3, APART = 13;
  const middle = (bin) => Math.min(Math.max((bin + 0.5) * BIN, left + 14), width - 14);
  function placed(marks) {
    const bins = new Map();
    for (const mark of marks) {
      if (!bins.has(mark.bin)) bins.set(mark.bin, []);
      bins.get(mark.bin).push(mark);
    }
    const crowded = new Set([...bins].filter(([, of]) => of.length > ROWS).map(([bin]) => bin));
    for (;;) {
      const ends = Array(ROWS).fill(-Infinity);
      const failed = marks.find((mark) => {
        if (crowded.has(mark.bin)) return false;
        const row = ends.findIndex((end) => mark.x - end >= APART);
        if (row < 0) return true;
        ends[row] = mark.x;
        mark.row = row;
        return false;
      });
      if (!failed) return [...crowded].map((bin) => bins.get(bin));
      // A pill of one would say less than the mark: it joins those at its left that leave it no room.
      const before = bins.get(failed.bin - 1);
      if (bins.get(failed.bin).length === 1 && before) {
        bins.delete(failed.bin);
        failed.bin -= 1;
        before.push(failed);
      }
      crowded.add(failed.bin);
    }
  }

  function draw() {
    axis.replaceChildren(...ticks().flatMap(([d, text], n, all) => {
      const line = made('line', { class: 'tick', x1: x(d), x2: x(d), y1: 0, y2: height });
      const next = n + 1 < all.length ? x(all[n + 1][0]) : width;
      return next - x(d) < 34 ? [line] : [line, made('text', { x: x(d) + 3, y: 15 }, text)];
    }));
    const inLanes = Array.from({ length: lanes }, () => []);
    let seen = 0;
    for (const event of marks) {
      const a = +event.dataset.a, b = +event.dataset.b;
      const inView = b >= view.from && a <= view.to;
      event.style.display = inView ? '' : 'none';
      event.classList.remove('within');
      if (!inView) continue;
      if (!('copy' in event.dataset)) seen += 1;
      const at = Math.min(Math.max((x(a) + x(b)) / 2, left + 6), width - 6);
      inLanes[+event.dataset.lane].push({ event, a, b, x: at, bin: Math.floor(at / BIN), row: 0 });
    }
    const drawn = [];
    inLanes.forEach((marks, n) => {
      marks.sort((a, b) => a.x - b.x);
      const y0 = top + n * lane;
      const crowds = placed(marks);
      const within = new Set(crowds.flat());
      for (const mark of marks) {
        const y = within.has(mark) ? y0 + lane / 2 : y0 + lane / 2 + (mark.row === 0 ? 0 : mark.row === 1 ? -13 : 13);
        const at = within.has(mark) ? middle(mark.bin) : mark.x;
        const band = mark.event.querySelector('.band');
        const from = Math.max(x(mark.a), left - 20), to = Math.min(x(mark.b), width + 20);
        band.setAttribute('x', from);
        band.setAttribute('width', Math.max(to - from, 1));
        band.setAttribute('y', y - 2.5);
        mark.event.querySelector('.m').setAttribute('transform', `translate(${at} ${y})`);
        mark.event.classList.toggle('within', within.has(mark));
      }
      for (const crowd of crowds) {
        const at = middle(crowd[0].bin), y = y0 + lane / 2;
        const pill = made('g', { class: 'pill' });
        pill.append(
          made('rect', { x: at - 13, y: y - 10, width: 26, height: 20, rx: 10 }),
          made('text', { x: at, y: y + 4, 'text-anchor': 'middle' }, String(crowd.length)),
        );
        pill.addEventListener('click', () => { if (!moved) choose(crowd.map((m) => m.event)); });
        drawn.push(pill);
      }
    });
    pills.replaceChildren(...drawn);
    const long = { day: 'numeric', month: 'long', year: 'numeric' };
    const many = seen > 1 || (seen === 0 && lang === 'en') ? 's' : '';
    said.textContent = lang === 'fr'
      ? `Du ${words(view.from, long)} au ${words(view.to, long)}\u00a0: ${seen}\u00a0événement${many} en vue.`
      : `${words(view.from, long)} to ${words(view.to, long)}: ${seen}\u00a0event${many} in view.`;
  }

  // What one pill holds, each a way to its passages; and the way nearer to them, where that parts them.
  function choose(crowd) {
    const first = Math.min(...crowd.map((e) => +e.dataset.a)), last = Math.max(...crowd.map((e) => +e.dataset.b));
    const head = document.createElement('p');
    head.textContent = lang === 'fr' ? `${crowd.length} événements à cet endroit` : `${crowd.length} events here`;
    const list = document.createElement('ul');
    for (const event of crowd) {
      const item = document.createElement('li'), link = document.createElement('button');
      link.type = 'button';
      link.textContent = event.querySelector('title').textContent;
      link.addEventListener('click', () => open(event));
      item.append(link);
      list.append(item);
    }
    choice.replaceChildren(head, list);
    if (last - first < (view.to - view.from) * 0.6 && view.to - view.from > 4) {
      const nearer = document.createElement('button');
      nearer.type = 'button';
      nearer.textContent = lang === 'fr' ? 'Agrandir ici' : 'Zoom here';
      nearer.addEventListener('click', () => {
        choice.hidden = true;
        const room = Math.max((last - first) * 0.15, 1);
        show(first - room, last + room);
      });
      head.append(' ', nearer);
    }
    choice.hidden = false;
    list.querySelector('button').focus();
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
    for (const mark of marks) mark.classList.toggle('chosen', mark.dataset.n === event.dataset.n);
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
  for (const mark of marks) mark.addEventListener('click', () => { if (!moved) open(mark); });
  events.forEach((event, n) => {
    event.addEventListener('keydown', (e) => {
      const next = { ArrowRight: events[n + 1], ArrowLeft: events[n - 1], Home: events[0], End: events[events.length - 1] }[e.key];
      if (e.key === 'Enter' || e.key === ' ') open(event);
      else if (next && !e.shiftKey) rove(next);
      else return;
      e.preventDefault();
    });
  });
  svg.addEventListener('keydown', (e) => {
    const does = { '+': () => zoom(0.7), '-': () => zoom(1.4), 0: () => show(all.from, all.to) };
    if (e.key === 'Escape') choice.hidden = true;
    else if (e.shiftKey && e.key === 'ArrowLeft') pan(-0.25);
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
  choice.addEventListener('keydown', (e) => { if (e.key === 'Escape') choice.hidden = true; });
  new ResizeObserver(() => { if (svg.clientWidth !== width) { fit(); draw(); } }).observe(svg);
  if (events.length) events[0].tabIndex = 0;
  fit();
  draw();
})();
