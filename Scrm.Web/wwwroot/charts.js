// A chart as a file: a picture painted from what stands on the screen, in its colours and fonts, and whatever the server hands over.
(() => {
  const clear = color => color === 'none' || color === 'transparent' || /, 0\)$|\/ 0\)$/.test(color);

  function save(name, blob) {
    const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(blob), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  // Each line of a text is drawn where the browser has put its first letter.
  function write(pen, node, style, left, top) {
    const range = document.createRange(), lines = [];
    for (let i = 0; i < node.length; i++) {
      range.setStart(node, i);
      range.setEnd(node, i + 1);
      const box = range.getClientRects()[0];
      if (!box || box.width === 0) continue;
      const line = lines.at(-1);
      if (line && Math.abs(line.box.top - box.top) < 2) line.text += node.data[i];
      else lines.push({ text: node.data[i], box });
    }
    pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    pen.fillStyle = style.color;
    pen.textBaseline = 'middle';
    for (const { text, box } of lines) pen.fillText(text, box.left - left, box.top + box.height / 2 - top);
  }

  function fill(pen, color, x, y, width, height, radius) {
    if (clear(color) || width <= 0 || height <= 0) return;
    pen.fillStyle = color;
    pen.beginPath();
    pen.roundRect(x, y, width, height, Math.min(radius || 0, width / 2, height / 2));
    pen.fill();
  }

  function paint(pen, element, left, top) {
    const style = getComputedStyle(element);
    if (element.matches('.chart-acts, .icon, title') || style.display === 'none' || style.visibility === 'hidden') return;
    const box = element.getBoundingClientRect(), x = box.left - left, y = box.top - top, radius = parseFloat(style.borderRadius);
    if (element.tagName === 'rect') fill(pen, style.fill, x, y, box.width, box.height);
    else if (element.tagName === 'PROGRESS') {
      fill(pen, style.backgroundColor, x, y, box.width, box.height, radius);
      fill(pen, style.color, x, y, box.width * element.position, box.height, radius);
    } else fill(pen, style.backgroundColor, x, y, box.width, box.height, radius);
    const line = parseFloat(style.borderBottomWidth);
    if (line > 0 && element.tagName !== 'PROGRESS') fill(pen, style.borderBottomColor, x, y + box.height - line, box.width, line);
    for (const child of element.childNodes)
      if (child.nodeType === 3) write(pen, child, style, left, top);
      else if (child.nodeType === 1) paint(pen, child, left, top);
  }

  globalThis.scrmChart = {
    async save(name, file) { save(name, new Blob([await file.arrayBuffer()])); },

    async picture(figure, name) {
      const box = figure.getBoundingClientRect(), margin = 16, sharp = 2;
      const canvas = Object.assign(document.createElement('canvas'), { width: (box.width + 2 * margin) * sharp, height: (box.height + 2 * margin) * sharp });
      const pen = canvas.getContext('2d');
      pen.scale(sharp, sharp);
      fill(pen, getComputedStyle(document.documentElement).getPropertyValue('--surface').trim(), 0, 0, canvas.width, canvas.height);
      paint(pen, figure, box.left - margin, box.top - margin);
      save(name, await new Promise(done => canvas.toBlob(done, 'image/png')));
    },
  };
})();
