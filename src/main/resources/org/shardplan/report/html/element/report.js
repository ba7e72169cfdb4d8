// Draws every chart from the table of its numbers. Colours are variables of the style sheet, so they follow its scheme.
(() => {
  'use strict';
  const INK = 'var(--ink)', FAINT = 'var(--faint)', LINE = 'var(--line)', LIMIT = 'var(--limit)';
  const BAR = 30, LINE_HEIGHT = 13, PRINTED_WIDTH = 660, NARROW = 560;
  const text = (colour) => ({color: colour, fontSize: 12, fontFamily: 'system-ui, sans-serif'});
  const tooltip = {
    confine: true, backgroundColor: 'var(--card)', borderColor: LINE, textStyle: text(INK), transitionDuration: 0
  };
  const axis = (extra) => Object.assign({
    axisLabel: text(FAINT), axisLine: {lineStyle: {color: LINE}}, axisTick: {show: false},
    splitLine: {lineStyle: {color: LINE, opacity: .6}}, nameTextStyle: text(FAINT)
  }, extra);

  const rowsOf = (figure) => [...figure.querySelectorAll('tbody tr')].map((row) => ({
    label: row.querySelector('th').dataset.name || row.querySelector('th').textContent,
    cells: [...row.querySelectorAll('td[data-value]')]
      .map((cell) => ({value: Number(cell.dataset.value), shown: cell.textContent})),
    total: row.lastElementChild.textContent,
    marked: row.dataset.frontier !== undefined
  }));

  const bars = (figure, width) => {
    const rows = rowsOf(figure);
    const heads = [...figure.querySelectorAll('thead th[data-colour]')];
    const limits = figure.dataset.limits.split(' ').filter(Boolean).map(Number);
    const lines = limits.map((value, index) => ({
      xAxis: value, lineStyle: {color: index ? FAINT : LIMIT, type: index ? 'solid' : 'dashed', width: 2}
    }));
    const longest = Math.max(...rows.map((row) => row.cells.reduce((sum, cell) => sum + cell.value, 0)), ...limits);
    const series = heads.map((head, index) => ({
      name: head.textContent, type: 'bar', stack: 'all', barWidth: '62%', itemStyle: {color: head.dataset.colour},
      emphasis: {disabled: true}, data: rows.map((row) => row.cells[index].value),
      tooltip: {valueFormatter: (value, row) => row === undefined ? value : rows[row].cells[index].shown}
    }));
    const wished = 7.5 * Math.max(...rows.map((row) => row.label.length));
    const labelWidth = Math.min(width < NARROW ? 118 : 210, wished);
    const rowHeight = Math.max(BAR, LINE_HEIGHT * Math.ceil(wished / labelWidth) + 6);
    const totals = rows.map((row) => row.total);
    const totalWidth = 8 + 7 * Math.max(...totals.map((total) => total.length));
    const isTime = figure.dataset.unit === 's';
    const tick = (value) => !isTime || value === 0 ? value : longest < 1 ? 1000 * value + ' ms' : value + ' s';
    series.push({
      type: 'bar', stack: 'all', data: rows.map(() => 0), tooltip: {show: false}, silent: true,
      label: {show: !limits.length, position: 'right', formatter: (item) => totals[item.dataIndex], ...text(INK)},
      markLine: {symbol: 'none', silent: true, label: {show: false}, data: lines}
    });
    return {
      height: rows.length * rowHeight + 40,
      option: {
        animation: false, series, tooltip: {...tooltip, trigger: 'axis', axisPointer: {type: 'none'}},
        grid: {left: 4, right: limits.length ? 4 : totalWidth, top: 4, bottom: 4, containLabel: true},
        xAxis: axis({
          type: 'value', max: longest, splitNumber: width < NARROW ? 3 : 5,
          axisLabel: {...text(FAINT), hideOverlap: true, showMaxLabel: false, formatter: tick}
        }),
        yAxis: [
          axis({
            type: 'category', inverse: true, data: rows.map((row) => row.label), splitLine: {show: false},
            axisLabel: {...text(INK), width: labelWidth, overflow: 'break', lineHeight: LINE_HEIGHT, interval: 0}
          }),
          axis({
            type: 'category', inverse: true, data: totals, show: limits.length > 0, position: 'right',
            splitLine: {show: false}, axisLine: {show: false}, axisLabel: {...text(INK), interval: 0}
          })
        ]
      }
    };
  };

  const points = (figure, width) => {
    const rows = rowsOf(figure).filter((row) => row.cells.length === 2);
    const item = (row) => ({
      name: row.label, value: row.cells.map((cell) => cell.value), shown: row.cells.map((cell) => cell.shown)
    });
    const names = figure.dataset.axes.split('|');
    const spread = (index) => {
      const values = rows.map((row) => row.cells[index].value);
      return Math.min(...values) > 0 && Math.max(...values) > 10 * Math.min(...values) ? 'log' : 'value';
    };
    const frontier = rows.filter((row) => row.marked).map(item);
    const shown = (point) => point.data.name + ': ' + point.data.shown.join(', ');
    return {
      height: width < NARROW ? 300 : 380,
      option: {
        animation: false,
        tooltip: {...tooltip, trigger: 'item', renderMode: 'richText', formatter: shown},
        grid: {left: 8, right: 24, top: 30, bottom: 30, containLabel: true},
        xAxis: axis({
          type: spread(0), scale: true, name: names[0], nameLocation: 'middle', nameGap: 28,
          axisLabel: {...text(FAINT), hideOverlap: true}, splitNumber: width < NARROW ? 3 : 5
        }),
        yAxis: axis({type: spread(1), scale: true, name: names[1], nameTextStyle: {...text(FAINT), align: 'left'}}),
        series: [
          {type: 'scatter', symbolSize: 7, itemStyle: {color: 'var(--c11)', opacity: .7}, emphasis: {disabled: true},
            data: rows.filter((row) => !row.marked).map(item)},
          {type: 'line', step: 'end', symbol: 'circle', symbolSize: 11, data: frontier, emphasis: {disabled: true},
            lineStyle: {color: 'var(--c0)', width: 2}, itemStyle: {color: 'var(--c0)'}}
        ]
      }
    };
  };

  const kinds = {bars, points};
  const charts = [];
  const draw = (chart, width) => {
    const {height, option} = kinds[chart.figure.dataset.chart](chart.figure, width);
    chart.drawing.resize({width, height});
    chart.drawing.setOption(option, true);
  };
  const redraw = (width) => charts.forEach((chart) => draw(chart, width || chart.figure.clientWidth));

  for (const figure of document.querySelectorAll('figure[data-chart]')) {
    const width = figure.clientWidth;
    const drawing = echarts.init(figure.querySelector('.plot'), null, {renderer: 'svg', width, height: 10});
    charts.push({figure, drawing});
    figure.querySelector('details').open = false;
  }
  redraw();
  let drawnWidth = window.innerWidth;
  window.addEventListener('resize', () => {
    if (window.innerWidth !== drawnWidth) {
      drawnWidth = window.innerWidth;
      redraw();
    }
  });
  window.addEventListener('beforeprint', () => redraw(PRINTED_WIDTH));
  window.addEventListener('afterprint', () => redraw());
})();
