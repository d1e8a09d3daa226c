// Shows /_local/state, once a second while the page is looked at.
const sections = [
  ['functions', 'Functions', [
    ['id', 'function'], ['name', 'name'], ['invocations', 'invocations'], ['errors', 'errors'],
    ['dropped', 'dropped as recursion'], ['waiting', 'waiting'], ['averageMillis', 'ms on average'],
  ], row => row.errors > 0 || row.dropped > 0],
  ['queues', 'Queues', [
    ['name', 'queue'], ['available', 'available'], ['delayed', 'delayed'],
    ['inFlight', 'in flight'], ['deadLetterQueue', 'dead letters go to'],
  ], row => row.holdsDeadLetters && row.available > 0],
  ['streams', 'Streams', [
    ['table', 'table'], ['function', 'function'], ['records', 'records'],
    ['failures', 'failures'], ['behind', 'behind'],
  ], row => row.failures > 0],
  ['topics', 'Topics', [
    ['name', 'topic'], ['protocol', 'protocol'], ['endpoint', 'subscribed'],
    ['delivered', 'delivered'], ['filteredOut', 'filtered out'], ['failed', 'failed'],
  ], row => row.failed > 0],
  ['schedules', 'Schedules', [
    ['name', 'schedule'], ['expression', 'expression'], ['zone', 'zone'], ['state', 'state'],
    ['next', 'next firing'], ['last', 'last firing'], ['fired', 'fired'],
  ]],
  ['sockets', 'Open sockets', [
    ['api', 'API'], ['connectionId', 'connection'], ['sourceIp', 'from'],
    ['connectedAt', 'since'], ['lastActiveAt', 'last active'], ['received', 'received'], ['sent', 'sent'],
  ]],
  ['tables', 'Tables', [['name', 'table'], ['items', 'items']]],
  ['buckets', 'Buckets', [['name', 'bucket'], ['objects', 'objects'], ['bytes', 'bytes']]],
  ['mails', 'Mail outbox', [['at', 'at'], ['to', 'to'], ['subject', 'subject']]],
  ['endpoints', 'Addresses for --endpoint-url', [['services', 'services'], ['address', 'address']]],
];
const numeric = new Set([
  'invocations', 'errors', 'dropped', 'waiting', 'averageMillis', 'available', 'delayed', 'inFlight',
  'records', 'failures', 'delivered', 'filteredOut', 'failed', 'fired', 'received', 'sent', 'items',
  'objects', 'bytes']);
const opened = new Set();

function element(name, text, ...children) {
  const made = document.createElement(name);
  if (text !== null) made.textContent = text;
  made.append(...children);
  return made;
}

function cell(kind, key, text) {
  const made = element(kind, text);
  if (numeric.has(key)) made.className = 'number';
  return made;
}

function shown(key, row) {
  if (key === 'subject') {
    const link = element('a', row.subject || '(no subject)');
    link.href = '/_local/mails/' + encodeURIComponent(row.id);
    return element('td', null, link);
  }
  return cell('td', key, key === 'averageMillis' ? row[key].toFixed(1) : String(row[key]));
}

function logOf(row, width) {
  const details = element('details', null, element('summary', `log: ${row.log.length} lines`));
  details.append(element('pre', row.log.map(line => line.at + '  ' + line.text).join('\n')));
  details.open = opened.has(row.id);
  details.addEventListener('toggle', () => details.open ? opened.add(row.id) : opened.delete(row.id));
  const wide = element('td', null, details);
  wide.colSpan = width;
  return element('tr', null, wide);
}

function section([key, title, columns, troubled], rows, total = rows.length) {
  const count = total > rows.length ? `${total}, of which ${rows.length} are shown` : String(total);
  const heading = element('h2', title + ' ', element('small', count));
  const made = element('section', null, heading);
  made.id = key;
  if (rows.length === 0) return made;
  const head = element('tr', null, ...columns.map(([name, label]) => cell('th', name, label)));
  const body = element('tbody', null);
  for (const row of rows) {
    const line = element('tr', null, ...columns.map(([name]) => shown(name, row)));
    if (troubled && troubled(row)) line.className = 'trouble';
    body.append(line);
    if (row.log && row.log.length > 0) body.append(logOf(row, columns.length));
  }
  const table = element('div', null, element('table', null, element('thead', null, head), body));
  table.className = 'wide';
  made.append(table);
  return made;
}

function show(state) {
  document.getElementById('now').textContent = state.clock.now;
  document.getElementById('ahead').textContent =
    state.clock.ahead === 'PT0S' ? 'real time' : 'ahead of real time by ' + state.clock.ahead;
  for (const control of document.querySelectorAll('#move button, #move input')) {
    control.disabled = !state.clock.movable;
  }
  const made = sections.map(it => section(it, state[it[0]], state.totals[it[0]]));
  document.getElementById('sections').replaceChildren(...made);
}

function say(text, trouble) {
  const said = document.getElementById('said');
  said.textContent = text;
  said.className = trouble ? 'trouble' : '';
}

async function look() {
  try {
    const answer = await fetch('/_local/state');
    if (!answer.ok) throw new Error(await answer.text());
    show(await answer.json());
    document.body.dataset.at = String(Date.now());
  } catch (e) {
    say('The local cloud does not answer: ' + e.message, true);
  }
}

async function move(by) {
  const answer = await fetch('/_local/clock', {
    method: 'POST',
    headers: {'content-type': 'application/json'},
    body: JSON.stringify({by}),
  });
  const told = await answer.json();
  say(answer.ok ? 'Moved by ' + by + '.' : told.message || 'refused', !answer.ok);
  await look();
}

document.getElementById('move').addEventListener('click', event => {
  if (event.target.dataset.by) move(event.target.dataset.by);
});
document.getElementById('move').addEventListener('submit', event => {
  event.preventDefault();
  move(document.getElementById('by').value.trim());
});

async function goOn() {
  // A selection would be lost with the elements that it is in.
  if (!document.hidden && document.getSelection().isCollapsed) await look();
  setTimeout(goOn, 1000);
}
goOn();
