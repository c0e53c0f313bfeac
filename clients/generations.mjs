// Points 26 and 27: clients of every generation, and of both parsers, in one room.
import { createRequire } from 'node:module'
import { assertEvent, client, connect, connected, events, numbers, refused, TRANSPORTS } from './lib/clients.mjs'
import { assert, check, done, until } from './lib/check.mjs'
import { Polling, RawSocket, request } from './lib/raw.mjs'
import { beside, emitter } from './lib/redis.mjs'
import { fresh, publish, token } from './lib/environment.mjs'

const parser = createRequire(import.meta.url)('socket.io-msgpack-parser')
const strictUrl = process.env.LOGCAST_STRICT_URL
const BINARY = Buffer.from([0, 1, 2, 3, 4, 255])

for (const generation of [4, 3, 2]) {
  for (const [name, transports] of Object.entries(TRANSPORTS)) {
    await check(`socketIo_26_client${generation}_connectsEmitsAndHears_${name}`, async (use) => {
      const tenant = fresh('t')
      const { node, socket } = await beside(use, tenant, { generation, transports })
      // An event of the log, one of an emitter with binary data, an acknowledged one of the client, one of a peer.
      await publish(tenant, { payload: { n: 1 }, to: 'user/ann' })
      await events(socket, 'shop:ordered', 1)
      assert.deepEqual(numbers(socket), [1])
      ;(await emitter(use)).of(`/${tenant}`).emit('binary', { a: BINARY }, 'x')
      assertEvent((await events(socket, 'binary', 1))[0], ['binary', { a: BINARY }, 'x'])
      const answer = await new Promise((got) => socket.emit('shop:ordered', { n: 2 }, (...all) => got(all)))
      assert.ok(answer.length > 0)
      socket.on('ask', (value, reply) => reply({ back: value }))
      assert.deepEqual(await node.timeout(5000).emitWithAck('ask', BINARY), [{ back: BINARY }])
    })
  }
}

for (const generation of [3, 2]) {
  await check(`socketIo_26_client${generation}_comesBackByItself`, async (use) => {
    const tenant = fresh('t')
    const socket = await connect(use, tenant, { generation })
    const { id } = socket
    socket.io.engine.close()
    await until(() => socket.connected && socket.id !== id, 'the new connection')
    await publish(tenant, { payload: { n: 1 }, to: 'user/ann' })
    await events(socket, 'shop:ordered', 1)
  })
}

await check('socketIo_26_client2_withoutToken_isRefusedInTheNamespace', async (use) => {
  const tenant = fresh('t')
  await refused(client(use, tenant, { generation: 2, auth: {} }))
})

await check('socketIo_26_client2_ofTheDefaultNamespace_hearsNothingOfTenants', async (use) => {
  const [tenant, other] = [fresh('t'), fresh('t')]
  const nobody = await connect(use, tenant, { generation: 2, namespace: '/', auth: {} })
  const witness = await connect(use, other)
  ;(await emitter(use)).of(`/${other}`).emit('secret')
  await events(witness, 'secret', 1)
  assert.deepEqual(nobody.got, [])
})

await check('socketIo_26_engineIo3_onTheWire', async (use) => {
  const tenant = fresh('t')
  const polling = await Polling.open({ eio: 3, query: { b64: 1 } })
  assert.match(polling.text, /^\d+:0\{"sid":"[^"]+","upgrades":\["websocket"\],"pingInterval":\d+,"pingTimeout":\d+[^}]*\}(2:40)?$/)
  const connectedAtOnce = polling.text.endsWith('2:40') || (await polling.get()).text === '2:40'
  assert.ok(connectedAtOnce)
  const enter = `40/${tenant}?token=${token(tenant)},`
  assert.equal((await polling.postBody(`${enter.length}:${enter}`)).text, 'ok')
  assert.equal((await polling.get()).text, `${tenant.length + 4}:40/${tenant},`)
  await polling.postBody('1:2')
  assert.equal((await polling.get()).text, '1:3')

  const socket = use(await RawSocket.open({ query: { EIO: 3 }, pong: null }))
  assert.equal(await socket.next(), '40')
  socket.send(enter)
  assert.equal(await socket.next(), `40/${tenant},`)
  socket.send('2')
  assert.equal(await socket.next(), '3')
  ;(await emitter(use)).of(`/${tenant}`).emit('binary', BINARY)
  const [head, data] = [await socket.next(), await socket.next()]
  assert.match(head, new RegExp(`^451-/${tenant},\\["binary",\\{"_placeholder":true,"num":0\\}`))
  assert.deepEqual(data, Buffer.concat([Buffer.from([4]), BINARY]))
})

await check('socketIo_26_engineIo3_silentClient_isClosed', async (use) => {
  const socket = use(await RawSocket.open({ query: { EIO: 3 }, pong: null }))
  await socket.closed((socket.handshake.pingInterval + socket.handshake.pingTimeout) * 3)
})

await check('socketIo_26_engineIo3_switchedOff_isCode5', async () => {
  const answer = await request('GET', { EIO: 3, transport: 'polling' }, { base: strictUrl })
  assert.equal(answer.status, 400)
  assert.equal(answer.json().code, 5)
})

const ONE_PARSER = { beyondNode: 'its clients must all speak with one parser' }

await check('socketIo_27_bothParsers_hearTheSame', async (use) => {
  const tenant = fresh('t')
  const all = [
    await connect(use, tenant, { parser }),
    await connect(use, tenant),
    await connect(use, tenant, { parser, transports: ['polling'] }),
    await connect(use, tenant, { generation: 2 }),
  ]
  const redis = (await emitter(use)).of(`/${tenant}`)
  redis.emit('mixed', { text: 'é', n: 1.5, big: 2 ** 53, none: null, list: [BINARY, { deep: BINARY }] })
  await publish(tenant, { payload: { n: 1 }, to: 'user/ann' })
  for (const socket of all) {
    const [heard] = await events(socket, 'mixed', 1)
    assertEvent(heard, ['mixed', { text: 'é', n: 1.5, big: 2 ** 53, none: null, list: [BINARY, { deep: BINARY }] }])
    await events(socket, 'shop:ordered', 1)
    assert.deepEqual(numbers(socket), [1])
  }
}, ONE_PARSER)

await check('socketIo_27_msgpackClient_isAcknowledgedAndAcknowledges', async (use) => {
  const { node, socket } = await beside(use, fresh('t'), { parser })
  assert.ok((await socket.timeout(5000).emitWithAck('shop:ordered', { n: 1 })) !== undefined)
  socket.on('ask', (value, reply) => reply(value))
  assert.deepEqual(await node.timeout(5000).emitWithAck('ask', { a: BINARY }), [{ a: BINARY }])
}, ONE_PARSER)

await check('socketIo_27_msgpackClient_isRefusedAndRecovered', async (use) => {
  const tenant = fresh('t')
  await refused(client(use, tenant, { parser, auth: { token: 'x' } }))
  const socket = await connect(use, tenant, { parser })
  await publish(tenant, { payload: { n: 1 }, to: 'user/ann' })
  await events(socket, 'shop:ordered', 1)
  socket.io.engine.close()
  await publish(tenant, { payload: { n: 2 }, to: 'user/ann' })
  await events(socket, 'shop:ordered', 2)
  await connected(socket)
  assert.equal(socket.recovered, true)
  assert.deepEqual(numbers(socket), [1, 2])
}, ONE_PARSER)

await check('socketIo_27_brokenMsgpack_closes', async (use) => {
  for (const bytes of ['c1', '80', '83a474797065', '81a47479706509', 'dfffffffff', `82a47479706500a36e7370${'d9ff'}`]) {
    const socket = use(await RawSocket.open())
    socket.send(Buffer.from(bytes, 'hex'))
    await socket.closed().catch((e) => assert.fail(`${bytes}: ${e.message}`))
  }
})

done()
