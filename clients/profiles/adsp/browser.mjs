// ADSP's streams in a browser's EventSource, from a page of another origin.
import { createServer } from 'node:http'
import { adspToken, define, send } from '../../lib/adsp.mjs'
import { assert, check, done, until } from '../../lib/check.mjs'
import { browser, closeBrowser } from '../../lib/chromium.mjs'
import { fresh, url } from '../../lib/environment.mjs'
import { wire } from '../../lib/proxy.mjs'

/** An empty page of another origin. */
async function page(use) {
  const server = createServer((asked, answer) => answer.setHeader('content-type', 'text/html').end('<!doctype html>'))
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready))
  use(server)
  const opened = use(await (await browser()).newPage())
  await opened.goto(`http://127.0.0.1:${server.address().port}`)
  return opened
}

/** The document's snippet, with the token in the query, which it offers for browsers; and what becomes of it. */
const snippet = (address, accessToken) => {
  window.heard = []
  window.errors = 0
  const eventSource = new EventSource(address, {
    headers: { Authorization: `Bearer ${accessToken}` },
  })
  eventSource.onmessage = function (e) {
    window.heard.push(JSON.parse(e.data).payload.n)
  }
  eventSource.onerror = function () {
    window.errors++
  }
  window.eventSource = eventSource
}

const look = (opened) =>
  opened.evaluate(() => ({ heard: window.heard, errors: window.errors, state: window.eventSource.readyState }))

async function opens(opened) {
  await until(async () => (await look(opened)).state === 1, 'open')
}

await check('adsp_03_browser_theDocumentsSnippet_getsTheEventInOnmessage', async (use) => {
  const tenant = fresh('t')
  const streamId = await define(tenant, 's')
  const accessToken = adspToken(tenant)
  const opened = await page(use)
  await opened.evaluate(snippet, `${url}/stream/v1/streams/${streamId}?token=${accessToken}`, accessToken)
  await opens(opened)
  await send(tenant, { payload: { n: 1 } })
  await until(async () => (await look(opened)).heard.length === 1, 'an event')
  assert.equal((await look(opened)).errors, 0)
})

// There it was a 200 that broke off, and it came back for ever.
await check('adsp_11_browser_thatIsRefused_doesNotComeBack', async (use) => {
  const tenant = fresh('t')
  await define(tenant, 's')
  const opened = await page(use)
  await opened.evaluate(snippet, `${url}/stream/v1/streams/s?tenant=${tenant}`, '')
  await until(async () => (await look(opened)).state === 2, 'closed for good')
  assert.equal((await look(opened)).errors, 1)
})

await check('adsp_14_browser_thatAsksForCursors_goesOnWhereItWas', async (use) => {
  const tenant = fresh('t')
  await define(tenant, 's', { publicSubscribe: true })
  const proxy = await wire(use, url)
  const opened = await page(use)
  await opened.evaluate(snippet, `${proxy.url}/stream/v1/streams/s?tenant=${tenant}&cursors=true`, '')
  await opens(opened)
  await send(tenant, { payload: { n: 1 } })
  await until(async () => (await look(opened)).heard.length === 1, 'an event')
  proxy.cut()
  await send(tenant, { payload: { n: 2 } })
  await send(tenant, { payload: { n: 3 } })
  await until(async () => (await look(opened)).heard.length === 3, 'what it has missed')
  assert.deepEqual((await look(opened)).heard, [1, 2, 3])
})

await closeBrowser()
done()
