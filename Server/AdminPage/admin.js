// The operator's page. The token is asked for by a form, kept for this tab alone, and sent in a header, never in an address. What others write
// (names, chat) is text on it: no HTML is ever made of it.

const kept = 'ecs-operator-token';
const historyLimit = 120;
const lineLimit = 200;
const retryAfter = 2000;

const at = id => document.getElementById(id);
let token = sessionStorage.getItem(kept) ?? '';
let ticks = [];
let tickRate = 60;
let stream = null;

class Refusal extends Error {}

/** Asks the API; throws a sentence for people. */
async function call(method, path, body) {
    const headers = { Authorization: `Bearer ${token}` };
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    const answer = await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
    const told = await answer.json().catch(() => ({}));
    if (answer.status === 401 || answer.status === 429) throw new Refusal(told.text ?? 'That is not the token.');
    if (!answer.ok) throw new Error(told.text ?? `The server answers ${answer.status}.`);
    return told;
}

function make(tag, text = '', name = '') {
    const element = document.createElement(tag);
    element.textContent = text;
    if (name) element.className = name;
    return element;
}

function addLine(list, text, name = '') {
    const isAtEnd = list.scrollTop + list.clientHeight >= list.scrollHeight - 4;
    list.append(make('li', text, name));
    while (list.childElementCount > lineLimit) list.firstElementChild.remove();
    if (isAtEnd) list.scrollTop = list.scrollHeight;
}

/** Does something for a click or a line, and says in the console's list what came of it. */
async function order(words, method, path, body) {
    addLine(at('lines'), `> ${words}`, 'said');
    try {
        addLine(at('lines'), (await call(method, path, body)).answer ?? 'done');
    } catch (fault) {
        if (fault instanceof Refusal) showDoor(fault.message);
        addLine(at('lines'), fault.message, 'fault');
    }
}

function makeButton(text, name, act) {
    const button = make('button', text, name);
    button.type = 'button';
    button.addEventListener('click', act);
    return button;
}

/** Makes a row once and changes its cells' texts, so that a button is never gone from under a finger. */
function showRows(body, things, keyOf, textsOf, buttonsOf) {
    const old = new Map([...body.rows].map(row => [row.dataset.key, row]));
    for (const thing of things) {
        const key = keyOf(thing);
        let row = old.get(key);
        old.delete(key);
        if (!row) {
            row = body.insertRow();
            row.dataset.key = key;
            const heads = body.parentElement.tHead.rows[0].cells;
            textsOf(thing).forEach((_, index) => {
                const cell = row.insertCell();
                cell.className = index === 0 ? 'name' : '';
                cell.dataset.head = heads[index].textContent;
            });
            row.insertCell().append(make('div', '', 'row'));
        }
        textsOf(thing).forEach((text, index) => { if (row.cells[index].textContent !== text) row.cells[index].textContent = text; });
        buttonsOf(thing, row.lastElementChild.firstElementChild);
    }
    for (const row of old.values()) row.remove();
}

function showRoomButtons(room, place) {
    const path = `/api/rooms/${encodeURIComponent(room.name)}`;
    const wanted = [
        room.paused ? ['Resume', '', () => order(`resume ${room.name}`, 'POST', `${path}/resume`)] : ['Pause', '', () => order(`pause ${room.name}`, 'POST', `${path}/pause`)],
        room.recording ? ['Stop recording', '', () => order(`stop recording ${room.name}`, 'POST', `${path}/recording/stop`)]
            : ['Record', '', () => order(`record ${room.name}`, 'POST', `${path}/recording/start`)],
        ['Close', 'grave', () => confirm(`Close ${room.name}? Everybody in it is sent away.`) && order(`close ${room.name}`, 'DELETE', path)],
    ];
    if (place.dataset.buttons === wanted.map(([text]) => text).join()) return;
    place.dataset.buttons = wanted.map(([text]) => text).join();
    place.replaceChildren(...wanted.map(([text, name, act]) => makeButton(text, name, act)));
}

function showPlayerButtons(player, place) {
    if (place.childElementCount !== 0) return;
    place.append(
        makeButton('Kick', '', () => order(`kick ${player.name}`, 'POST', '/api/players/kick', { player: player.name })),
        makeButton('Ban 10 min', 'grave', () => order(`ban ${player.name}`, 'POST', '/api/bans', { subject: player.name, minutes: 10 })));
}

function showState(state) {
    const { server, rooms, players, tick } = state;
    tickRate = server.tickRate;
    at('server-name').textContent = server.name;
    at('health').textContent = server.health;
    at('health').classList.toggle('bad', server.health !== 'ok');
    const figures = { Players: server.players, Bots: server.bots, Connections: server.connections, 'Up, min': Math.floor(server.upSeconds / 60), 'Ticks given up': server.skipped, 'Memory, MiB': Math.round(server.memoryMiB) };
    if (at('figures').childElementCount === 0) {
        for (const name of Object.keys(figures)) {
            const figure = document.createElement('div');
            figure.append(make('dt', name), make('dd'));
            at('figures').append(figure);
        }
    }
    Object.values(figures).forEach((value, index) => { at('figures').children[index].lastElementChild.textContent = value; });
    showRows(at('rooms'), rooms, room => room.name,
        room => [`${room.name}${room.locked ? ' (locked)' : ''}`, room.mode, room.map, `${room.players} of ${room.limit}`, `${room.bots}`, `${room.tick}${room.paused ? ' (paused)' : ''}`], showRoomButtons);
    showRows(at('players'), players, player => player.name,
        player => [player.name + (player.role === 'operator' ? ' (operator)' : ''), player.room || 'in no room', player.address, `${player.roundTripMs}`], showPlayerButtons);
    at('nobody').hidden = players.length !== 0;
    if (tick) ticks.push(tick);
    ticks = ticks.slice(-historyLimit);
    drawTicks();
}

function drawTicks() {
    const canvas = at('graph');
    const { width, height } = canvas.getBoundingClientRect();
    const scale = devicePixelRatio || 1;
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    const pen = canvas.getContext('2d');
    pen.scale(scale, scale);
    const style = getComputedStyle(document.documentElement);
    const budget = 1000 / tickRate;
    const top = Math.max(budget * 1.2, ...ticks.map(tick => tick.p99)) || 1;
    const y = value => height - 4 - value / top * (height - 24);
    const line = (colour, values, dash = []) => {
        pen.strokeStyle = style.getPropertyValue(colour);
        pen.lineWidth = 2;
        pen.setLineDash(dash);
        pen.beginPath();
        values.forEach((value, index) => pen.lineTo(values.length === 1 ? 0 : index / (Math.max(values.length, 2) - 1) * width, y(value)));
        pen.stroke();
    };
    line('--bad', [budget, budget], [6, 6]);
    line('--blue', ticks.map(tick => tick.p50));
    line('--yellow', ticks.map(tick => tick.p99));
    pen.fillStyle = style.getPropertyValue('--text');
    pen.font = '16px system-ui, sans-serif';
    const last = ticks.at(-1);
    if (last === undefined) return;
    pen.fillText(`${top.toFixed(0)} ms`, 4, 16);
    pen.textAlign = 'right';
    pen.fillText(`now ${last.p99.toFixed(2)} of ${budget.toFixed(1)} ms`, width - 4, 16);
}

function hear(type, told) {
    if (type === 'state') showState(told);
    else if (type === 'notice') {
        const words = { came: `${told.name} comes`, went: `${told.name} goes`, changed: `${told.name} changes teams`, chat: `${told.name}: ${told.text}` }[told.kind] ?? told.text;
        addLine(at('notices'), `${told.room}  ${words}`);
    }
}

/** Reads the stream of events until it ends. */
async function follow() {
    stream = new AbortController();
    const answer = await fetch('/api/events', { headers: { Authorization: `Bearer ${token}` }, signal: stream.signal });
    if (answer.status === 401 || answer.status === 429) throw new Refusal('That is not the token, or too many wrong ones were shown.');
    if (!answer.ok) throw new Error(`The server answers ${answer.status}.`);
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    for (;;) {
        const { value, done } = await reader.read();
        if (done) return;
        const parts = (rest + value).split('\n\n');
        rest = parts.pop();
        for (const part of parts) {
            const type = part.match(/^event: (.*)$/m)?.[1];
            const data = part.match(/^data: (.*)$/m)?.[1];
            if (type && data) hear(type, JSON.parse(data));
        }
    }
}

async function stay() {
    while (token !== '') {
        try {
            await follow();
        } catch (fault) {
            if (fault instanceof Refusal) showDoor(fault.message);
        }
        if (token === '') return;
        at('health').textContent = 'the server does not answer';
        at('health').classList.add('bad');
        await new Promise(resolve => setTimeout(resolve, retryAfter));
    }
}

function showDoor(text = '') {
    token = '';
    sessionStorage.removeItem(kept);
    stream?.abort();
    at('house').hidden = true;
    at('door').hidden = false;
    at('door-notice').hidden = text === '';
    at('door-notice').textContent = text;
    at('token').focus();
}

async function enter() {
    try {
        ticks = await call('GET', '/api/ticks');
    } catch (fault) {
        showDoor(fault.message);
        return;
    }
    sessionStorage.setItem(kept, token);
    at('token').value = '';
    at('door').hidden = true;
    at('house').hidden = false;
    await stay();
}

at('enter').addEventListener('submit', event => {
    event.preventDefault();
    token = at('token').value.trim();
    enter();
});
at('leave').addEventListener('click', () => showDoor());
at('console').addEventListener('submit', event => {
    event.preventDefault();
    order(at('line').value, 'POST', '/api/console', { line: at('line').value });
    at('line').value = '';
});
at('say').addEventListener('submit', event => {
    event.preventDefault();
    order(`say ${at('say-text').value}`, 'POST', '/api/say', { text: at('say-text').value });
    at('say-text').value = '';
});
at('open-room').addEventListener('submit', event => {
    event.preventDefault();
    order(`open ${at('room-name').value}`, 'POST', '/api/rooms', { name: at('room-name').value, mode: at('room-mode').value });
});
addEventListener('resize', drawTicks);
if (token !== '') enter();
