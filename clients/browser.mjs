// Point 25: a browser, whose page comes from another origin than the gateway.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { assert, check, done } from './lib/check.mjs'
import { browser, closeBrowser } from './lib/chromium.mjs'
import { request } from './lib/raw.mjs'
import { fresh, origin, publish, token, url } from './lib/environment.mjs'

const bundle = readFileSync(new URL('node_modules/socket.io-client/dist/socket.io.min.js', import.meta.url))

/** Serves an empty page with the client in it. */
async function pages(port, host) {
  const server = createServer((asked, answer) => {
    if (asked.url === '/client.js') return answer.setHeader('content-type', 'text/javascript').end(bundle)
    answer.setHeader('content-type', 'text/html').end('<!doctype html><script src="/client.js"></script>')
  })
  await new Promise((ready) => server.listen(port, host, ready))
  return { close: () => server.close(), origin: `http://${host}:${server.address().port}` }
}

const admitted = () => pages(new URL(origin).port, new URL(origin).hostname)
const foreign = () => pages(0, '127.0.0.1')

/** Connects in a page, waits for one event; tells how it went. */
async function inPage(use, site, tenant, options) {
  const from = use(await site())
  const page = use(await (await browser()).newPage())
  await page.goto(from.origin)
  const heard = page.evaluate(
    (where, choice) =>
      new Promise((told) => {
        const socket = io(where, { path: choice.path, reconnection: false, ...choice })
        const tell = (outcome) => told({ transport: socket.io.engine?.transport?.name, ...outcome })
        socket.on('connect', () => (window.isConnected = true))
        socket.on('connect_error', (e) => tell({ refused: e.message }))
        socket.onAny((name, value) => tell({ name, value }))
      }),
    `${url}/${tenant}`,
    options,
  )
  heard.catch(() => {}) // a page that is closed first
  await Promise.race([heard, page.waitForFunction('window.isConnected === true', { timeout: 30_000 })])
  await publish(tenant, { payload: { n: 1 }, to: 'user/ann' })
  return heard
}

const CHOICES = {
  default: {},
  polling: { transports: ['polling'] },
  websocket: { transports: ['websocket'] },
  withCredentials: { withCredentials: true },
  withCredentialsPolling: { withCredentials: true, transports: ['polling'] },
}

for (const [name, options] of Object.entries(CHOICES)) {
  await check(`socketIo_25_browser_connects_${name}`, async (use) => {
    const tenant = fresh('t')
    const heard = await inPage(use, admitted, tenant, { ...options, auth: { token: token(tenant) } })
    assert.equal(heard.name, 'shop:ordered', JSON.stringify(heard))
  })
}

for (const transports of [['polling'], ['polling', 'websocket']]) {
  await check(`socketIo_25_browser_connectsWithAuthorization_${transports.join('Then')}`, async (use) => {
    const tenant = fresh('t')
    const extraHeaders = { Authorization: `Bearer ${token(tenant)}` }
    const heard = await inPage(use, admitted, tenant, { transports, extraHeaders })
    assert.equal(heard.name, 'shop:ordered', JSON.stringify(heard))
  })
}

await check('socketIo_25_optionsRequest_isAnsweredWithoutToken', async () => {
  const headers = { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' }
  for (const sid of [{}, { sid: 'no-such-session' }]) {
    const answer = await request('OPTIONS', { EIO: 4, transport: 'polling', ...sid }, { headers })
    assert.equal(answer.status, 204)
    assert.equal(answer.headers.get('access-control-allow-origin'), origin)
    assert.equal(answer.headers.get('access-control-allow-credentials'), 'true')
    assert.match(answer.headers.get('access-control-allow-headers').toLowerCase(), /authorization/)
    assert.match(answer.headers.get('access-control-allow-methods'), /POST/)
  }
})

for (const transport of ['polling', 'websocket']) {
  await check(`socketIo_25_browser_ofAForbiddenOrigin_isRefused_${transport}`, async (use) => {
    const tenant = fresh('t')
    const heard = await inPage(use, foreign, tenant, { transports: [transport], auth: { token: token(tenant) } })
    assert.ok(heard.refused, JSON.stringify(heard))
  })
}

await check('socketIo_25_forbiddenOrigin_isTold403AndCode4', async () => {
  const answer = await request('GET', { EIO: 4, transport: 'polling' }, { headers: { origin: 'http://evil.example' } })
  assert.equal(answer.status, 403)
  assert.equal(answer.json().code, 4)
  assert.notEqual(answer.headers.get('access-control-allow-origin'), 'http://evil.example')
})

await closeBrowser()
done()
