// Points 1 to 11: Engine.IO 4, by hand.
import { Agent, request as httpRequest } from 'node:http'
import { connect as connectTcp } from 'node:net'
import { client, connect, events, numbers } from './lib/clients.mjs'
import { assert, check, done, elapse, until, within } from './lib/check.mjs'
import { address, Polling, RawSocket, request } from './lib/raw.mjs'
import { connectTimeout, defineStream, fresh, origin, path, publish, token, upgradeTimeout, url } from './lib/environment.mjs'

// Before a ping has gone unanswered and the time for CONNECT is over: these would end the session too.
const SOON = 4000
const KEYS = ['maxPayload', 'pingInterval', 'pingTimeout', 'sid', 'upgrades']
const auth = (tenant) => ({ token: token(tenant) })

await check('socketIo_01_openPacket_hasExactlyItsKeys', async (use) => {
  const polling = use(await Polling.open())
  const socket = use(await RawSocket.open())
  assert.match(polling.headers.get('content-type'), /^text\/plain/)
  assert.match(polling.headers.get('cache-control'), /no-store/)
  assert.deepEqual(Object.keys(polling.handshake).sort(), KEYS)
  assert.deepEqual(Object.keys(socket.handshake).sort(), KEYS)
  assert.deepEqual(polling.handshake.upgrades, ['websocket'])
  assert.deepEqual(socket.handshake.upgrades, [])
})

await check('socketIo_01_sid_isLongAndNeverTheSame', async (use) => {
  const sids = await Promise.all(Array.from({ length: 50 }, async () => use(await Polling.open()).sid))
  assert.equal(new Set(sids).size, 50)
  sids.forEach((sid) => assert.match(sid, /^[A-Za-z0-9_~-]{20,}$/))
})

await check('socketIo_02_wrongVersionOrTransport_isRefused', async () => {
  const cases = [
    [{ transport: 'polling' }, 5],
    [{ EIO: 'abc', transport: 'polling' }, 5],
    [{ EIO: 5, transport: 'polling' }, 5],
    [{ EIO: 4 }, 0],
    [{ EIO: 4, transport: 'abc' }, 0],
  ]
  for (const [query, code] of cases) {
    const answer = await request('GET', query)
    assert.equal(answer.status, 400, JSON.stringify(query))
    assert.equal(answer.json().code, code, JSON.stringify(query))
  }
}, { beyondNode: 'it takes any EIO but 4 for 3' })

await check('socketIo_02_wrongWebSocketUpgrade_isRefused', async (use) => {
  for (const query of [{ EIO: 'abc' }, { EIO: '' }, { transport: 'abc' }, { transport: '' }]) {
    const socket = use(new RawSocket(query))
    await socket.closed()
    assert.deepEqual(socket.frames.filter((frame) => frame.startsWith('0')), [], JSON.stringify(query))
  }
}, { beyondNode: 'it takes any EIO but 4 for 3' })

await check('socketIo_03_handshakeByPostOrPut_isRefusedWithCode2', async () => {
  for (const method of ['POST', 'PUT', 'DELETE']) {
    const answer = await request(method, { EIO: 4, transport: 'polling' })
    assert.equal(answer.status, 400)
    assert.equal(answer.json().code, 2)
  }
})

await check('socketIo_03_unknownSid_isCode1WithCorsHeaders', async () => {
  for (const method of ['GET', 'POST']) {
    const query = { EIO: 4, transport: 'polling', sid: 'abcdefghijklmnopqrstu' }
    const answer = await request(method, query, { headers: { origin } })
    assert.equal(answer.status, 400)
    assert.deepEqual(answer.json(), { code: 1, message: 'Session ID unknown' })
    assert.equal(answer.headers.get('access-control-allow-origin'), origin)
  }
})

await check('socketIo_04_polling_takesSeveralPacketsInOneBody', async (use) => {
  const tenants = [fresh('t'), fresh('t'), fresh('t')]
  const polling = use(await Polling.open())
  const answer = await polling.post(...tenants.map((tenant) => `40/${tenant},${JSON.stringify(auth(tenant))}`))
  assert.equal(answer.status, 200)
  assert.equal(answer.text, 'ok')
  const packets = []
  await until(async () => packets.push(...(await polling.packets())) >= 3, 'three answers')
  assert.deepEqual(packets.map((packet) => packet.slice(0, packet.indexOf('{'))).sort(), tenants.map((tenant) => `40/${tenant},`).sort())
})

await check('socketIo_04_polling_takesBinaryInBase64', async (use) => {
  const tenant = fresh('t')
  const polling = use(await Polling.open())
  await polling.enter(`/${tenant}`, auth(tenant))
  await polling.post(`451-/${tenant},7["shop:ordered",{"_placeholder":true,"num":0}]`, 'bAQID')
  const [packet] = await polling.packets() // acknowledged, as published or as refused: it was understood
  assert.ok(packet.startsWith(`43/${tenant},7[`), packet)
})

await check('socketIo_05_secondGet_endsTheSession', async (use) => {
  const polling = use(await Polling.open())
  const answers = await Promise.all([polling.get(), polling.get()])
  assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, 400])
  assert.equal((await polling.get()).status, 400)
})

await check('socketIo_05_secondPost_endsTheSession', async (use) => {
  const polling = use(await Polling.open())
  const slow = httpRequest(address(polling.query), { method: 'POST', headers: { 'content-type': 'text/plain', 'content-length': 10 } })
  slow.on('error', () => {})
  use(() => slow.destroy())
  slow.write('4')
  await until(async () => (await polling.post('3')).status !== 200, 'a refused second POST', SOON)
  await until(() => polling.isGone(), 'the end of the session', SOON)
})

await check('socketIo_05_abortedPoll_endsTheSession', async () => {
  const tenant = fresh('t')
  await until(async () => {
    const polling = await Polling.open()
    await polling.enter(`/${tenant}`, auth(tenant)) // so that nothing else ends the session
    return polling.endsWithItsPoll()
  }, 'a session that ends with its poll')
})

await check('socketIo_06_server_pingsAndAPongKeepsTheSession', async (use) => {
  const [socket, polling] = [use(await RawSocket.open()), use(await Polling.open())]
  const tenant = fresh('t')
  await Promise.all([socket.enter(`/${tenant}`, auth(tenant)), polling.enter(`/${tenant}`, auth(tenant))])
  const { pingInterval } = polling.handshake
  for (let i = 0; i < 3; i++) {
    assert.equal((await within(polling.get(), 'a ping', pingInterval * 3)).text, '2')
    assert.equal((await polling.post('3')).text, 'ok')
    await socket.next((frame) => frame === '2', pingInterval * 3)
  }
  assert.equal(socket.isClosed, false)
})

await check('socketIo_06_noPong_endsTheSession', async (use) => {
  const socket = use(await RawSocket.open({ pong: null }))
  const polling = use(await Polling.open())
  const tenant = fresh('t')
  await Promise.all([socket.enter(`/${tenant}`, auth(tenant)), polling.enter(`/${tenant}`, auth(tenant))])
  const patience = (polling.handshake.pingInterval + polling.handshake.pingTimeout) * 3
  assert.equal((await polling.get()).text, '2')
  await socket.closed(patience)
  await until(async () => (await polling.get()).status === 400, 'the end of the session', patience)
})

await check('socketIo_06_clientPing_closes', async (use) => {
  const socket = use(await RawSocket.open())
  socket.send('2')
  await socket.closed(SOON)
  const polling = await Polling.open()
  await polling.post('2')
  await until(() => polling.isGone(), 'the end of the session', SOON)
})

await check('socketIo_07_close_endsThePollWith6', async (use) => {
  const polling = await Polling.open()
  const poll = polling.get()
  await elapse(50) // the poll shall be waiting
  assert.equal((await polling.post('1')).text, 'ok')
  const answer = await poll
  assert.equal(answer.status, 200)
  assert.equal(answer.text, '6')
  assert.equal((await polling.get()).status, 400)
})

await check('socketIo_07_closeOverWebSocket_closes', async (use) => {
  const socket = use(await RawSocket.open())
  socket.send('1')
  await socket.closed(SOON)
}, { beyondNode: 'it waits for the ping timeout' })

await check('socketIo_08_upgrade_losesAndDoublesNothing', async (use) => {
  const tenant = fresh('t')
  const stream = await defineStream(tenant)
  const [polling] = [await Polling.open({ query: { stream } })]
  await polling.enter(`/${tenant}`, auth(tenant))
  const got = []
  const read = (text) => got.push(...[...text.matchAll(/"n":(\d+)/g)].map((match) => Number(match[1])))
  const publishing = (async () => {
    for (let n = 0; n < 1000; n += 50) {
      await publish(tenant, ...Array.from({ length: 50 }, (_, i) => ({ payload: { n: n + i } })))
    }
  })()
  await until(async () => {
    ;(await polling.packets()).forEach(read)
    return got.length > 100
  }, 'events over polling')

  const poll = polling.get()
  const socket = use(new RawSocket({ sid: polling.sid }))
  await until(() => socket.socket.readyState === 1, 'the WebSocket')
  socket.send('2probe')
  await socket.next((frame) => frame === '3probe')
  const last = (await poll).text.split('\x1e') // ends with 6, or with events and then 6
  last.forEach(read)
  socket.send('5')
  if (last.includes('2')) socket.send('3')
  await publishing
  await until(() => {
    socket.frames.splice(0).forEach((frame) => read(String(frame)))
    return got.length >= 1000
  }, () => `1000 events, there are ${got.length}`)
  assert.deepEqual(got, Array.from({ length: 1000 }, (_, n) => n))
})

await check('socketIo_08_upgrade_ofTheRealClientUnderLoad_losesAndDoublesNothing', async (use) => {
  const tenant = fresh('t')
  const stream = await defineStream(tenant)
  const all = await Promise.all(Array.from({ length: 8 }, () => connect(use, tenant, { query: { stream } })))
  for (let n = 0; n < 1000; n += 50) {
    await publish(tenant, ...Array.from({ length: 50 }, (_, i) => ({ payload: { n: n + i } })))
  }
  for (const socket of all) {
    await events(socket, 'shop:ordered', 1000)
    assert.deepEqual(numbers(socket), Array.from({ length: 1000 }, (_, n) => n))
    await until(() => socket.io.engine.transport.name === 'websocket', 'the upgrade')
  }
})

async function upgraded(use) {
  const polling = await Polling.open()
  const poll = polling.get()
  const socket = use(new RawSocket({ sid: polling.sid }))
  await until(() => socket.socket.readyState === 1, 'the WebSocket')
  socket.send('2probe')
  await socket.next((frame) => frame === '3probe')
  assert.equal((await poll).text, '6')
  socket.send('5')
  return { polling, socket }
}

await check('socketIo_09_afterTheUpgrade_pollingIsRefused', async (use) => {
  const { polling, socket } = await upgraded(use)
  const tenant = fresh('t')
  await socket.enter(`/${tenant}`, auth(tenant)) // the upgrade has been taken in
  assert.equal((await polling.get()).status, 400)
  assert.equal((await polling.post('3')).status, 400)
  const second = use(new RawSocket({ sid: polling.sid }))
  await second.closed()
  assert.equal(socket.isClosed, false)
})

await check('socketIo_09_failedProbe_leavesPollingAlive', async (use) => {
  const polling = use(await Polling.open())
  const wrong = use(new RawSocket({ sid: polling.sid }))
  await until(() => wrong.socket.readyState === 1, 'the WebSocket')
  wrong.send('2wrong')
  await wrong.closed()
  const tenant = fresh('t')
  assert.match(await polling.enter(`/${tenant}`, auth(tenant)), new RegExp(`^40/${tenant},`))
})

await check('socketIo_09_upgradeTimeout_closesTheWebSocketAlone', async (use) => {
  const tenant = fresh('t')
  const polling = use(await Polling.open())
  await polling.enter(`/${tenant}`, auth(tenant))
  const silent = use(new RawSocket({ sid: polling.sid }))
  const reading = (async () => {
    while (!silent.isClosed) {
      const answer = await polling.get()
      assert.equal(answer.status, 200)
      if (answer.text.split('\x1e').includes('2')) await polling.post('3')
    }
  })()
  await silent.closed(upgradeTimeout * 3)
  await within(reading, 'the poll', polling.handshake.pingInterval * 3)
  assert.equal(await polling.isGone(), false)
})

await check('socketIo_10_bodyAboveMaxPayload_is413', async (use) => {
  const polling = use(await Polling.open())
  const body = `4${'x'.repeat(polling.handshake.maxPayload)}`
  const answer = await polling.postBody(body).catch((e) => ({ status: e.cause?.code }))
  assert.ok([413, 'ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'].includes(answer.status), String(answer.status))
  await until(() => polling.isGone(), 'the end of the session', SOON).catch(() => {}) // Node ends it, the text does not ask for it
})

await check('socketIo_10_contentLengthAboveMaxPayload_is413WithoutReadingIt', async (use) => {
  const polling = use(await Polling.open())
  const post = httpRequest(address(polling.query), { method: 'POST', headers: { 'content-type': 'text/plain', 'content-length': 1e12 } })
  use(() => post.destroy())
  post.on('error', () => {}).flushHeaders()
  const answer = await within(new Promise((got) => post.on('response', got)), 'the answer')
  assert.equal(answer.statusCode, 413)
}, { beyondNode: 'it reads until the limit' })

await check('socketIo_10_webSocketMessageAboveMaxPayload_closes', async (use) => {
  const socket = use(await RawSocket.open())
  socket.send(`4${'x'.repeat(socket.handshake.maxPayload)}`)
  await socket.closed(SOON)
})

await check('socketIo_11_onOneConnection_pollingAndOtherRoutesMix', async (use) => {
  const agent = use(Object.assign(new Agent({ keepAlive: true, maxSockets: 1 }), { close: () => agent.destroy() }))
  const sockets = new Set()
  const send = (method, where, body) =>
    within(new Promise((got, failed) => {
      const asked = httpRequest(where, { method, agent }, async (answer) => {
        let text = ''
        for await (const chunk of answer) text += chunk
        got({ status: answer.statusCode, text })
      })
      asked.on('socket', (socket) => sockets.add(socket)).on('error', failed)
      asked.end(body)
    }), `${method} ${where}`)
  const tenant = fresh('t')
  const open = JSON.parse((await send('GET', address({ EIO: 4, transport: 'polling' }))).text.slice(1))
  const session = address({ EIO: 4, transport: 'polling', sid: open.sid })
  assert.equal((await send('GET', `${url}/health`)).status, 200)
  assert.equal((await send('POST', session, `40/${tenant},${JSON.stringify(auth(tenant))}`)).text, 'ok')
  assert.equal((await send('GET', `${url}/health`)).status, 200)
  assert.match((await send('GET', session)).text, new RegExp(`40/${tenant},`))
  assert.equal((await send('POST', `${url}/v1/events`, '{}')).status, 401)
  assert.equal((await send('POST', session, '1')).text, 'ok')
  assert.equal(sockets.size, 1)
})

await check('socketIo_11_slowChunkedPost_isTaken', async (use) => {
  const tenant = fresh('t')
  const polling = use(await Polling.open())
  const post = httpRequest(address(polling.query), { method: 'POST', headers: { 'content-type': 'text/plain' } })
  const answer = new Promise((got, failed) => post.on('response', got).on('error', failed))
  for (const part of `40/${tenant},${JSON.stringify(auth(tenant))}`.match(/.{1,40}/g)) {
    post.write(part)
    await elapse(5) // each part a chunk of its own
  }
  post.end()
  assert.equal((await answer).statusCode, 200)
  assert.match((await polling.packets()).join(), new RegExp(`^40/${tenant},`))
})

await check('socketIo_11_pipelinedRequests_areAnsweredInOrder', async (use) => {
  const { hostname, port } = new URL(url)
  const socket = connectTcp(port, hostname)
  use(() => socket.destroy())
  let text = ''
  socket.on('data', (data) => (text += data))
  const get = (where) => `GET ${where} HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`
  const open = `${path}?EIO=4&transport=polling`
  socket.write(get('/health') + get(open) + get('/health') + get(open))
  await until(() => [...text.matchAll(/HTTP\/1\.1 200/g)].length === 4, () => `four answers in ${text}`)
  assert.match(text, /"status":"UP"[^]*0\{"sid"[^]*"status":"UP"[^]*0\{"sid"/)
})

await check('socketIo_14_withoutConnect_theSessionEnds', async (use) => {
  const socket = use(await RawSocket.open())
  const polling = use(await Polling.open())
  const began = Date.now()
  await socket.closed(connectTimeout * 3)
  assert.ok(Date.now() - began > connectTimeout / 2, 'much too early')
  await until(() => polling.isGone(), 'the end of the session', connectTimeout * 3)
})

done()
