// Three origins: the page, the API, and another one; then the page runs, here or in a browser.
// node serve.mjs FOLDER [BROWSER]
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

const [folder, browser] = process.argv.slice(2);
const cors = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': '*',
  'access-control-expose-headers': '*',
};
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function listen(answer) {
  const server = createServer((request, response) => {
    const parts = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => answer(request, response, Buffer.concat(parts)));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, origin: `http://127.0.0.1:${server.address().port}` };
}

// An API, and what it saw.
function api(other) {
  const seen = [];
  const times = new Map();
  let tokens = 0;
  const once = (key) => {
    times.set(key, (times.get(key) ?? 0) + 1);
    return times.get(key);
  };
  return async (request, response, body) => {
    const url = new URL(request.url, 'http://host');
    const json = (status, value, headers = {}) => {
      response.writeHead(status, { ...cors, 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(value));
    };
    if (request.method === 'OPTIONS') {
      const wanted = request.headers['access-control-request-headers'] ?? '';
      response.writeHead(204, { ...cors, 'access-control-allow-headers': wanted });
      return response.end();
    }
    if (url.pathname === '/seen') {
      await wait(200);
      return json(200, seen.filter(({ path }) => path === url.searchParams.get('path')));
    }
    const sight = { path: url.pathname, headers: request.headers, closed: false };
    seen.push(sight);
    response.on('close', () => (sight.closed = !response.writableFinished));
    const name = url.pathname.split('/')[2];
    const open = (type) => response.writeHead(200, { ...cors, 'content-type': type });
    const event = (value) => response.write(`data: {"name":"${value}"}\n\n`);
    switch (`${request.method} ${url.pathname}`) {
      case 'GET /keys': {
        const keys = seen.map(({ headers }) => headers['idempotency-key']).filter(Boolean);
        const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
        const count = (key) => keys.filter((other) => other === key).length;
        const twice = keys.every((key) => count(key) === 2) ? 'all twice' : `${keys}`;
        const random = keys.every((key) => shape.test(key)) ? 'all random' : `${keys}`;
        return json(200, `${new Set(keys).size} keys, ${twice}, ${random}`);
      }
      case 'GET /jobs': {
        const cursor = url.searchParams.get('cursor');
        return cursor
          ? json(200, { jobs: [{ name: 'c' }], next_cursor: null })
          : json(200, { jobs: [{ name: 'a' }, { name: 'b' }], next_cursor: 'b' });
      }
      case 'POST /jobs': {
        const { name } = JSON.parse(body);
        const key = request.headers['idempotency-key'];
        if (name === 'flaky' && once(key) === 1) return json(503, {});
        if (name === 'away' && other) return json(307, {}, { location: `${other}/jobs` });
        return json(201, { name });
      }
      case 'POST /files': {
        const [, boundary] = request.headers['content-type'].split('boundary=');
        const [, title, file] = body.toString('latin1').split(`--${boundary}`);
        const content = (part) => part.slice(part.indexOf('\r\n\r\n') + 4, -2);
        const texts = title.includes('name="title"') ? [title, file] : [file, title];
        const [, fileName] = /filename="([^"]*)"/.exec(texts[1]);
        return json(200, { name: `${content(texts[0])}, ${content(texts[1]).length} bytes of ${fileName}` });
      }
      case 'POST /token':
        tokens += 1;
        return json(200, { access_token: `granted ${tokens}`, token_type: 'bearer', expires_in: 60 });
      case 'GET /granted':
        return json(200, { name: request.headers.authorization.replace('Bearer ', '') });
      case 'GET /bytes':
        open('application/octet-stream');
        for (let part = 0; part < 10; part += 1) {
          response.write(Buffer.alloc(100_000));
          await wait(5);
        }
        return response.end();
      case 'GET /events':
        open('text/event-stream');
        ['a', 'b', 'c'].forEach(event);
        return response.end();
      case 'GET /lines':
        open('application/jsonl');
        return response.end('{"name":"a"}\n{"name":"b"}\n{"name":"c"}\n');
      case 'GET /events/silent':
        open('text/event-stream');
        return event('only');
      case 'GET /events/endless':
        open('text/event-stream');
        while (!response.closed) {
          event('more');
          await wait(20);
        }
        return;
    }
    switch (name) {
      case 'missing':
        return json(404, { message: 'no such job' });
      case 'nameless':
        return json(200, { name: '' });
      case 'gzip':
        response.writeHead(200, { ...cors, 'content-type': 'application/json', 'content-encoding': 'gzip' });
        return response.end(gzipSync('{"name":"gzip"}'));
      case 'large':
        return json(200, { name: 'x'.repeat(10_000) });
      case 'silent':
        return;
      case 'silent-once':
        return once(name) === 1 ? undefined : json(200, { name });
      case 'slow':
        await wait(200);
        return json(200, { name });
      case 'half':
        open('application/json');
        return response.write('{"name":');
      case 'cut':
        open('application/json');
        response.write('{"name":');
        await wait(100);
        return response.destroy();
      case 'flaky':
        return once(name) < 3 ? json(503, {}) : json(200, { name });
      case 'later':
        return once(name) < 2 ? json(503, {}, { 'retry-after': '1' }) : json(200, { name });
      case 'new':
        return request.headers.authorization === 'Bearer new' ? json(200, { name }) : json(401, {});
      case 'moved':
        return json(302, {}, { location: '/jobs/ok' });
      case 'away':
        return json(302, {}, { location: `${other}/jobs/ok` });
      case 'locked':
        return other ? json(302, {}, { location: `${other}/jobs/locked` }) : json(401, {});
      case 'closed':
        response.writeHead(200, { 'content-type': 'application/json' });
        return response.end('{"name":"closed"}');
      default:
        return json(200, { name });
    }
  };
}

function page(origins) {
  const script = `let said;
    try {
      const { default: init, probe } = await import('./probe.js');
      await init({ module_or_path: './probe_bg.wasm' });
      said = await probe(...${JSON.stringify(origins)}, true);
    } catch (error) {
      said = 'the page\tno error\t' + error.stack.replaceAll('\\n', ' ');
    }
    await fetch('/said', { method: 'POST', body: said });`;
  return `<!doctype html><title>probe</title><script type="module">${script}</script>`;
}

const other = await listen(api());
const ours = await listen(api(other.origin));
const nobody = await listen(() => {});
nobody.server.close();
const origins = [ours.origin, other.origin, nobody.origin];

async function here() {
  const { initSync, probe } = await import(pathToFileURL(join(folder, 'probe.js')));
  initSync({ module: readFileSync(join(folder, 'probe_bg.wasm')) });
  return probe(...origins, false);
}

async function there() {
  let told;
  const said = new Promise((resolve) => (told = resolve));
  const types = { js: 'text/javascript', wasm: 'application/wasm' };
  const { origin } = await listen((request, response, body) => {
    if (request.method === 'POST') {
      told(body.toString());
      return response.end();
    }
    const type = types[request.url.split('.').at(-1)];
    response.setHeader('content-type', type ?? 'text/html');
    response.end(type ? readFileSync(join(folder, request.url)) : page(origins));
  });
  const profile = mkdtempSync(join(tmpdir(), 'probe-'));
  const chromium = ['--no-sandbox', '--disable-gpu', '--no-proxy-server', '--remote-debugging-port=0'];
  const options = browser.includes('firefox')
    ? ['--no-remote', '--profile', profile]
    : [...chromium, `--user-data-dir=${profile}`];
  options.push('--headless', origin);
  // In a group of its own, so that all of it can be ended.
  const child = spawn(browser, options, { stdio: 'ignore', detached: true });
  const late = setTimeout(() => told('the page\tto end\tit did not\n'), 120_000);
  const lines = await said;
  clearTimeout(late);
  process.kill(-child.pid, 'SIGKILL');
  await new Promise((resolve) => child.on('close', resolve));
  rmSync(profile, { recursive: true, force: true });
  return lines;
}

process.stdout.write(await (browser ? there() : here()));
process.exit();
