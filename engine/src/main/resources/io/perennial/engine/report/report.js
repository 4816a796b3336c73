// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
(() => {
  'use strict';

  const root = document.documentElement;
  const { symbol, charts } = JSON.parse(document.getElementById('chart-data').textContent);

  // One formatter for every figure in a chart, in the manner of the tables.
  const plain = digits => new Intl.NumberFormat('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });
  const format = {
    count: value => value == null ? '–' : plain(0).format(value),
    number: value => value == null ? '–' : plain(Math.abs(value) < 10 ? 2 : Math.abs(value) < 1000 ? 1 : 0).format(value),
    percent: value => value == null ? '–' : plain(1).format(100 * value) + '%',
    wholePercent: value => plain(0).format(100 * value) + '%',
    money: value => value == null ? '–' : (value < 0 ? '-' : '') + symbol + plain(Math.abs(value) < 1000 ? 2 : 0).format(Math.abs(value)),
    axis: value => Math.abs(value) < 10000 ? new Intl.NumberFormat('en-US').format(value) : compact.format(value),
    day: iso => new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(new Date(iso)),
    shortDay: iso => new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(new Date(iso)),
  };

  // Custom properties hold light-dark(); only a computed colour says which of the two holds now.
  function palette() {
    const probe = document.body.appendChild(document.createElement('span'));
    const colours = {};
    for (const name of ['paper', 'raised', 'ink', 'soft', 'line', 'accent', 'wash', 'neutral', 'bar', 'neutral-bar']) {
      probe.style.color = `var(--${name})`;
      colours[name] = getComputedStyle(probe).color;
    }
    probe.remove();
    return colours;
  }

  function base(c, narrow) {
    return {
      animation: false,
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: c.ink },
      grid: { left: 4, right: narrow ? 10 : 16, top: 34, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'all' },
      legend: {
        left: 0, top: 0, padding: [3, 0], itemGap: 18, itemWidth: 18, itemHeight: 10, selectedMode: false,
        textStyle: { color: c.soft, fontSize: 12 },
      },
      tooltip: {
        trigger: 'axis', confine: true, backgroundColor: c.paper, borderColor: c.line, borderWidth: 1, padding: [8, 12],
        textStyle: { color: c.ink, fontSize: 12.5 }, extraCssText: 'box-shadow: 0 2px 10px rgba(0,0,0,.12); border-radius: 6px;',
        axisPointer: { type: 'line', lineStyle: { color: c.neutral, type: 'solid' } },
      },
    };
  }

  const label = (c, formatter) => ({ color: c.soft, fontSize: 12, formatter });
  const title = (c, name, gap) => ({ name, nameLocation: 'middle', nameGap: gap, nameTextStyle: { color: c.soft, fontSize: 12 } });
  const category = (c, data, options) => ({
    type: 'category', data, axisTick: { show: false }, axisLine: { lineStyle: { color: c.neutral } },
    axisLabel: { ...label(c), hideOverlap: true }, ...options,
  });
  const value = (c, formatter, options) => ({
    type: 'value', splitNumber: 4, axisLabel: label(c, formatter), splitLine: { lineStyle: { color: c.line } }, ...options,
  });
  const bars = (c, name, data, colour) => ({
    name, type: 'bar', data, itemStyle: { color: colour || c.bar, borderRadius: [2, 2, 0, 0] },
    barMaxWidth: 42, barCategoryGap: '28%', barGap: '12%', emphasis: { disabled: true },
  });
  const line = (c, name, data, colour, options) => ({
    name, type: 'line', data, showSymbol: false, symbol: 'circle', symbolSize: 6, itemStyle: { color: colour },
    lineStyle: { color: colour, width: 2 }, emphasis: { disabled: true }, ...options,
  });
  const tooltip = (head, rows) => `<div style="margin-bottom:3px">${head}</div>` + rows
    .map(row => `<div style="display:flex;justify-content:space-between;gap:20px"><span>${row[0]}</span><b style="font-weight:600">${row[1]}</b></div>`)
    .join('');
  const bold = (c, formatter) => ({ show: true, position: 'top', color: c.soft, fontSize: 11.5, formatter });

  const draw = {
    pareto(d, c, narrow) {
      const tenth = at(d.predicted, 0.1);
      const predicted = line(c, 'Predicted value', d.predicted, c.accent, { z: 4, areaStyle: { color: c.accent, opacity: .1 } });
      if (tenth != null) {
        predicted.markPoint = {
          symbol: 'circle', symbolSize: 9, itemStyle: { color: c.accent, borderColor: c.paper, borderWidth: 2 },
          label: { position: 'right', distance: 9, color: c.ink, fontSize: 12, formatter: `top 10% hold ${format.wholePercent(tenth)}` },
          data: [{ coord: [0.1, tenth] }], silent: true,
        };
      }
      const series = [predicted];
      if (d.historic.length) series.push(line(c, 'Historic value', d.historic, c.neutral));
      series.push(line(c, 'Equal shares', [[0, 0], [1, 1]], c['neutral-bar'], { lineStyle: { color: c['neutral-bar'], width: 1, type: [4, 4] }, silent: true }));
      const low = Math.min(0, ...d.predicted.concat(d.historic).map(p => p[1]));
      const high = Math.max(1, ...d.predicted.concat(d.historic).map(p => p[1]));
      return {
        legend: { data: ['Predicted value', 'Historic value'] },
        xAxis: { ...value(c, format.wholePercent, title(c, 'share of customers', 28)), max: 1, splitLine: { show: false }, axisLine: { show: true, lineStyle: { color: c.neutral } }, interval: .2 },
        yAxis: { ...value(c, format.wholePercent), ...(low < 0 || high > 1 + 1e-9 ? {} : { min: 0, max: 1, interval: .2 }) },
        tooltip: { formatter: ps => tooltip(`Top ${format.percent(ps[0].value[0])} of customers`, ps.filter(p => p.seriesName !== 'Equal shares').map(p => [p.seriesName, format.percent(p.value[1])])) },
        series,
      };
    },
    deciles(d, c, narrow) {
      return {
        legend: { show: false }, grid: { top: 22 },
        xAxis: category(c, d.rank, title(c, 'decile, most valuable first', 28)),
        yAxis: value(c, format.wholePercent),
        tooltip: { formatter: ps => tooltip(`Decile ${ps[0].name}`, [['Share', format.percent(d.share[ps[0].dataIndex])], ['Predicted value', format.money(d.value[ps[0].dataIndex])]]) },
        series: [{ ...bars(c, 'Share', d.share), label: bold(c, p => p.value == null ? '' : p.value > 0 && p.value < .005 ? '<1%' : format.wholePercent(p.value)) }],
      };
    },
    distribution(d, c) {
      return {
        legend: { show: false }, grid: { top: 14 },
        xAxis: category(c, d.bin, { ...title(c, 'P(alive)', 28), axisLabel: { ...label(c, name => name.replace('% to ', '–')), hideOverlap: true } }),
        yAxis: value(c, format.axis, { minInterval: 1 }),
        tooltip: { formatter: ps => tooltip(`P(alive) ${ps[0].name}`, [['Customers', format.count(ps[0].value)]]) },
        series: [{ ...bars(c, 'Customers', d.customers), barMaxWidth: 90, barCategoryGap: '8%' }],
      };
    },
    tracking(d, c) {
      const points = series => series.map((y, i) => [d.date[i], y]);
      const expected = line(c, 'Expected', points(d.expected), c.accent, { z: 4, lineStyle: { color: c.accent, width: 2, type: [6, 4] } });
      if (d.holdout) {
        expected.markArea = {
          silent: true, itemStyle: { color: c.raised },
          label: { position: 'insideTopLeft', color: c.soft, fontSize: 12, distance: 6 },
          data: [[{ name: 'holdout', xAxis: d.holdout }, { xAxis: d.date[d.date.length - 1] }]],
        };
      }
      return {
        xAxis: { type: 'time', axisTick: { show: false }, axisLine: { lineStyle: { color: c.neutral } }, axisLabel: { ...label(c), hideOverlap: true }, splitLine: { show: false } },
        yAxis: value(c, format.axis),
        tooltip: { formatter: ps => tooltip('Until ' + format.day(ps[0].value[0]), ps.map(p => [p.seriesName, format.number(p.value[1])])) },
        series: [line(c, 'Actual', points(d.actual), c.ink, { z: 3 }), expected],
      };
    },
    calibration(d, c) {
      return {
        xAxis: category(c, d.frequency, title(c, 'repeat transactions before the holdout', 28)),
        yAxis: value(c, format.axis),
        tooltip: { axisPointer: { type: 'none' }, formatter: ps => tooltip(`${ps[0].name} before`, ps.map(p => [p.seriesName, format.number(p.value)])) },
        series: [bars(c, 'Actual', d.actual, c['neutral-bar']), bars(c, 'Expected', d.expected)],
      };
    },
    return(d, c) {
      return {
        legend: { show: false }, grid: { top: 22 },
        xAxis: category(c, d.age),
        yAxis: value(c, format.wholePercent),
        tooltip: { axisPointer: { type: 'none' }, formatter: ps => tooltip(ps[0].name, [['Probability to return', format.percent(ps[0].value)], ['Customers', format.count(d.customers[ps[0].dataIndex])]]) },
        series: [{ ...bars(c, 'Probability to return', d.probability), label: bold(c, p => p.value == null ? '' : format.percent(p.value)) }],
      };
    },
    calendar(d, c) {
      return {
        xAxis: category(c, d.week, { axisLabel: { ...label(c, format.shortDay), hideOverlap: true } }),
        yAxis: value(c, format.axis),
        tooltip: { axisPointer: { type: 'none' }, formatter: ps => tooltip('Week from ' + format.day(ps[0].name), ps.map(p => [p.seriesName, format.number(p.value)])) },
        series: [
          bars(c, 'Expected purchases', d.transactions),
          bars(c, 'Customers due', d.due, c['neutral-bar']),
        ],
      };
    },
  };

  function at(points, x) {
    for (let i = 1; i < points.length; i++) {
      const [x0, y0] = points[i - 1];
      const [x1, y1] = points[i];
      if (x0 <= x && x <= x1 && y0 != null && y1 != null) return x1 === x0 ? y1 : y0 + (y1 - y0) * (x - x0) / (x1 - x0);
    }
    return null;
  }

  const drawn = [...document.querySelectorAll('.chart')].map(element => {
    const chart = echarts.init(element, null, { renderer: 'svg' });
    // The element is one image with a text alternative; what is inside it is not to be read out.
    element.firstElementChild.setAttribute('aria-hidden', 'true');
    return { element, chart };
  });

  // A4 less its margins is 688 CSS pixels wide, and what it measures is known only after the charts are drawn.
  const onPaper = element => ({ width: element.closest('.pair') ? 324 : 680, height: 227 });

  function render(printing) {
    const colours = palette();
    for (const { element, chart } of drawn) {
      chart.resize(printing ? onPaper(element) : undefined);
      const narrow = chart.getWidth() < 420;
      const own = draw[element.dataset.chart](charts[element.dataset.chart], colours, narrow);
      const common = base(colours, narrow);
      for (const key of ['legend', 'grid', 'tooltip']) own[key] = { ...common[key], ...own[key] };
      chart.setOption({ ...common, ...own }, { notMerge: true });
    }
  }

  render();
  new ResizeObserver(() => { if (!matchMedia('print').matches) render(); }).observe(document.getElementById('main'));
  // On paper the colours are always the light ones.
  let themeOnScreen;
  addEventListener('beforeprint', () => {
    themeOnScreen = root.dataset.theme;
    root.dataset.theme = 'light';
    render(true);
  });
  addEventListener('afterprint', () => {
    if (themeOnScreen) root.dataset.theme = themeOnScreen; else delete root.dataset.theme;
    render();
  });

  // Theme
  const button = document.querySelector('.theme');
  const prefersDark = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => root.dataset.theme ? root.dataset.theme === 'dark' : prefersDark.matches;
  const nameButton = () => { button.textContent = isDark() ? 'Light colours' : 'Dark colours'; };
  button.hidden = false;
  button.addEventListener('click', () => { root.dataset.theme = isDark() ? 'light' : 'dark'; nameButton(); render(); });
  prefersDark.addEventListener('change', () => { nameButton(); render(); });
  nameButton();

  // Definitions: a term shows what it means when pointed at or focused, and leads to the list when followed.
  const tip = document.getElementById('tip');
  let shown = null;
  function show(term) {
    const target = document.querySelector(term.getAttribute('href'));
    tip.textContent = term.dataset.definition || target.querySelector('dd').textContent;
    tip.hidden = false;
    const at = term.getBoundingClientRect();
    const above = at.top - tip.offsetHeight - 8;
    tip.style.left = Math.max(8, Math.min(at.left, innerWidth - tip.offsetWidth - 12)) + 'px';
    tip.style.top = (above > 8 ? above : at.bottom + 8) + 'px';
    term.setAttribute('aria-describedby', 'tip');
    shown = term;
  }
  function hide() {
    if (shown) shown.removeAttribute('aria-describedby');
    tip.hidden = true;
    shown = null;
  }
  for (const term of document.querySelectorAll('.term')) {
    term.addEventListener('mouseenter', () => show(term));
    term.addEventListener('focus', () => show(term));
    term.addEventListener('mouseleave', hide);
    term.addEventListener('blur', hide);
    term.addEventListener('click', event => {
      const details = document.querySelector(term.getAttribute('href')).closest('details');
      if (details) details.open = true;
      // without a pointer that can hover, the first touch explains and only a second one leads away
      if (matchMedia('(hover: none)').matches && term.dataset.touched !== 'yes') { event.preventDefault(); term.dataset.touched = 'yes'; show(term); } else hide();
    });
  }
  addEventListener('keydown', event => { if (event.key === 'Escape') hide(); });
  addEventListener('scroll', hide, { passive: true });

  // The navigation marks the section being read.
  const links = new Map([...document.querySelectorAll('nav li a')].map(a => [a.getAttribute('href').slice(1), a]));
  const watcher = new IntersectionObserver(entries => {
    for (const entry of entries) {
      const link = links.get(entry.target.getAttribute('aria-labelledby'));
      if (link) { if (entry.isIntersecting) link.setAttribute('aria-current', 'true'); else link.removeAttribute('aria-current'); }
    }
  }, { rootMargin: '-20% 0px -75% 0px' });
  for (const section of document.querySelectorAll('section[aria-labelledby]')) watcher.observe(section);
})();
