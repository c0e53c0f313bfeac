// Points 12 to 21: Socket.IO 5. Emitters and a Node server beside the gateway are the "server side" that tests need.
import { once } from 'node:events'
import { assertEvent, client, connect, events, insist, numbers, refused, TRANSPORTS } from './lib/clients.mjs'
import { assert, check, done, elapse, until } from './lib/check.mjs'
import { Polling, RawSocket } from './lib/raw.mjs'
import { beside, emitter } from './lib/redis.mjs'
import { axrTenant, defineStream, fresh, publish, token } from './lib/environment.mjs'

const auth = (tenant, options) => ({ token: token(tenant, options) })
const opened = (tenant) => RawSocket.open().then(async (socket) => {
  assert.match(await socket.enter(`/${tenant}`, auth(tenant)), new RegExp(`^40/${tenant},`))
  return socket
})

await check('socketIo_12_connect_answersASidOfItsOwn', async (use) => {
  const [a, b] = [fresh('t'), fresh('t')]
  const socket = use(await RawSocket.open())
  const core = { token: token('core') }
  const sids = []
  for (const namespace of [`/${a}`, `/${b}`]) {
    const answer = await socket.enter(namespace, core)
    assert.ok(answer.startsWith(`40${namespace},{`), answer)
    sids.push(JSON.parse(answer.slice(answer.indexOf('{'))).sid)
  }
  socket.send(`40${JSON.stringify(core)}`) // "/" has no name on the wire
  sids.push(JSON.parse((await socket.next((frame) => frame.startsWith('40{'))).slice(2)).sid)
  sids.forEach((sid) => assert.match(sid, /^[\w-]{20,}$/))
  assert.equal(new Set([...sids, socket.handshake.sid]).size, 4)
})

await check('socketIo_12_withoutConnect_thereIsNoDefaultNamespace', async (use) => {
  const tenant = fresh('t')
  const socket = use(await RawSocket.open())
  await socket.enter(`/${tenant}`, auth(tenant))
  await (await emitter(use)).of(`/${tenant}`).emit('marker')
  const frame = await socket.next()
  assert.ok(frame.startsWith(`42/${tenant},["marker"`), frame)
})

await check('socketIo_13_unknownNamespace_isRefusedAndTheConnectionStays', async (use) => {
  const tenant = fresh('t')
  const socket = use(await RawSocket.open())
  for (const namespace of ['/no/such', `/${tenant}/`, '/-x', `/${'x'.repeat(65)}`, '/%20']) {
    assert.equal(await socket.enter(namespace, auth(tenant)), `44${namespace},{"message":"Invalid namespace"}`)
  }
  assert.match(await socket.enter(`/${tenant}`, auth(tenant)), new RegExp(`^40/${tenant},`))
})

const attachments = (count, namespace) =>
  `45${count}-${namespace},["shop:ordered",${Array.from({ length: count }, (_, num) => `{"_placeholder":true,"num":${num}}`)}]`

await check('socketIo_13_whatBreaksTheProtocol_closes', async (use) => {
  const tenant = fresh('t')
  const wrong = [
    'abc',
    '4abc',
    '4',
    '49',
    '42{}',
    `42/${tenant},{}`,
    `42/${tenant},[]`,
    `42/${tenant},["x"`,
    `42/${tenant},abc["x"]`,
    `42/${tenant},[{}]`,
    `42/${tenant},["connect"]`,
    `42/${tenant},["disconnecting"]`,
    `42/${fresh('never-entered')},["x"]`,
    `43/${tenant},1{}`,
    `41/${tenant},{}`,
    attachments(11, `/${tenant}`),
    `45x-/${tenant},["x"]`,
    `451/${tenant},["x"]`,
    `450-/${tenant},["x",{"_placeholder":true,"num":0}]`.replace('450', '45-1'),
  ]
  for (const packet of wrong) {
    const socket = use(await opened(tenant))
    socket.send(packet)
    await socket.closed().catch((e) => assert.fail(`${packet}: ${e.message}`))
  }
})

await check('socketIo_13_unexpectedBinary_closes', async (use) => {
  const tenant = fresh('t')
  const unasked = use(await opened(tenant))
  unasked.send(Buffer.from([1, 2, 3]))
  await unasked.closed()
  const wrongNumber = use(await opened(tenant))
  wrongNumber.send(`451-/${tenant},["x",{"_placeholder":true,"num":1}]`, Buffer.from([1]))
  await wrongNumber.closed()
})

await check('socketIo_15_twoNamespaces_leavingOneKeepsTheOther', async (use) => {
  const [a, b, c] = [fresh('t'), fresh('t'), fresh('t')]
  const socket = use(await RawSocket.open())
  await socket.enter(`/${a}`, auth(a))
  await socket.enter(`/${b}`, auth(b))
  socket.send(`41/${a},`)
  await socket.enter(`/${c}`, auth(c)) // which is answered in its turn
  const redis = await emitter(use)
  await until(async () => {
    redis.of(`/${a}`).emit('to-a')
    redis.of(`/${b}`).emit('to-b')
    await elapse(20)
    return socket.frames.filter((frame) => String(frame).includes('to-b')).length >= 3
  }, 'three events of the namespace that stays')
  assert.deepEqual(socket.frames.filter((frame) => String(frame).includes('to-a')), [])
  assert.equal(socket.isClosed, false)
})

await check('socketIo_15_serverDisconnect_endsOneNamespaceWith41', async (use) => {
  const [a, b] = [fresh('t'), fresh('t')]
  const socket = use(await RawSocket.open())
  await socket.enter(`/${a}`, auth(a))
  await socket.enter(`/${b}`, auth(b))
  const redis = await emitter(use)
  redis.of(`/${a}`).disconnectSockets()
  assert.equal(await socket.next(), `41/${a},`)
  redis.of(`/${b}`).emit('still')
  assert.ok((await socket.next()).startsWith(`42/${b},["still"`))
  redis.of(`/${b}`).disconnectSockets(true)
  await socket.closed()
})

await check('socketIo_16_namesOfTenants_areTakenAsTheyAre', async (use) => {
  const names = [fresh('My Tenant'), '3f8b6a52-9d0c-4a53-8e6c-5d2b0f1c7e11', fresh('a.b_c-d'), 'x']
  const redis = await emitter(use)
  for (const tenant of names) {
    const socket = await connect(use, tenant)
    redis.of(`/${tenant}`).emit('hello', tenant)
    assertEvent((await events(socket, 'hello', 1))[0], ['hello', tenant])
  }
})

await check('socketIo_16_configuredNamespace_mayHaveAnyName', async (use) => {
  const namespace = '/Zürich ☃'
  const socket = await connect(use, axrTenant, { namespace })
  ;(await emitter(use)).of(namespace).emit('hello', namespace)
  assertEvent((await events(socket, 'hello', 1))[0], ['hello', namespace])
})

await check('socketIo_16_slashAtTheEndAndPercent20_areOtherNames', async (use) => {
  const tenant = fresh('My Tenant')
  for (const namespace of [`/${tenant}/`, `/${tenant.replace(' ', '%20')}`]) {
    const refusal = await refused(client(use, tenant, { namespace }))
    assert.equal(refusal.message, 'Invalid namespace')
  }
})

await check('socketIo_16_upperAndLowerCase_areTwoTenants', async (use) => {
  const tenant = fresh('t')
  await refused(client(use, tenant, { namespace: `/${tenant.toUpperCase()}` }))
})

await check('socketIo_17_eventsOfClients_areAcknowledged', async (use) => {
  const tenant = fresh('t')
  const socket = await connect(use, tenant)
  const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => socket.timeout(30_000).emitWithAck('shop:ordered', { n })))
  assert.equal(answers.length, 50) // refused or published: each got its answer
  const strange = await socket.timeout(30_000).emitWithAck('no-such-event')
  assert.ok(strange !== undefined)
})

await check('socketIo_17_eventsOfASender_comeBackThroughTheLog', async (use) => {
  const tenant = fresh('t')
  const stream = await defineStream(tenant)
  const pass = auth(tenant, { roles: ['event-sender', 'stream-listener'] })
  const socket = await connect(use, tenant, { auth: pass, query: { stream } })
  for (let n = 0; n < 5; n++) await socket.timeout(30_000).emitWithAck('shop:ordered', { n })
  await events(socket, 'shop:ordered', 5)
  assert.deepEqual(numbers(socket).sort(), [0, 1, 2, 3, 4]) // without a key they have no order
})

await check('socketIo_17_unknownAckIds_areIgnored', async (use) => {
  const tenant = fresh('t')
  const socket = use(await opened(tenant))
  socket.send(`43/${tenant},99["x"]`, `43/${tenant},99["x"]`, `43/${tenant},2147483647[]`)
  ;(await emitter(use)).of(`/${tenant}`).emit('still')
  assert.ok((await socket.next()).startsWith(`42/${tenant},["still"`))
})

await check('socketIo_17_acksOfClients_comeBackInAnyOrder', async (use) => {
  const { node, socket } = await beside(use, fresh('t'))
  const waiting = []
  socket.on('ask', (n, answer) => {
    waiting.push(() => answer(n * 2))
    if (waiting.length === 20) waiting.reverse().forEach((go) => go())
  })
  const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => node.timeout(5000).emitWithAck('ask', n)))
  assert.deepEqual(answers, Array.from({ length: 20 }, (_, n) => [n * 2]))
})

await check('socketIo_17_aClientThatNeverAnswers_timesOut', async (use) => {
  const { node, socket } = await beside(use, fresh('t'))
  socket.on('ask', () => {})
  await assert.rejects(node.timeout(500).emitWithAck('ask'), /timed out/)
  assert.ok(socket.connected)
})

for (const transport of ['websocket', 'polling']) {
  await check(`socketIo_18_binary_bothWaysByteForByte_${transport}`, async (use) => {
    const { node, socket } = await beside(use, fresh('t'), { transports: TRANSPORTS[transport] })
    socket.on('echo', (...args) => args.at(-1)(args.slice(0, -1)))
    const all = Buffer.from(Array.from({ length: 256 }, (_, i) => i))
    for (const args of [
      [all],
      [Buffer.alloc(0)],
      [{ nested: [{ deep: all }], text: 'x' }, Buffer.from('second')],
      Array.from({ length: 10 }, (_, i) => Buffer.from([i])),
      [Buffer.alloc(100_000, 7)],
    ]) {
      const [back] = await node.timeout(5000).emitWithAck('echo', ...args)
      assert.deepEqual(back, args)
    }
  })
}

await check('socketIo_18_textBetweenAttachments_closes', async (use) => {
  const tenant = fresh('t')
  const socket = use(await opened(tenant))
  socket.send(attachments(2, `/${tenant}`), Buffer.from([1]), `42/${tenant},["x"]`)
  await socket.closed()
})

const VALUES = {
  emoji: '👩‍👩‍👧‍👦 🏳️‍🌈 é',
  separators: '\u2028\u2029\u0000\u001e\u007f"\\/',
  big: 'ä'.repeat(450_000), // an answer has to fit into maxPayload
  numbers: [2 ** 53, -(2 ** 53), 1.5, 1e-7, 0, -1], // not 1e21: the MessagePack of Node's adapter spoils it
  empty: [null, {}, [], '', true, false],
  keys: { '': 1, 2: 'two', a: 0, __proto: 1 },
  deep: JSON.parse('['.repeat(100) + ']'.repeat(100)),
}

for (const transport of ['websocket', 'polling']) {
  for (const [name, value] of Object.entries(VALUES)) {
    await check(`socketIo_19_${name}_survivesTheWayThereAndBack_${transport}`, async (use) => {
      const { node, socket } = await beside(use, fresh('t'), { transports: TRANSPORTS[transport] })
      socket.on('echo', (got, answer) => answer(got))
      node.emit('plain', value)
      assertEvent((await events(socket, 'plain', 1))[0], ['plain', value])
      const [back] = await node.timeout(30_000).emitWithAck('echo', value)
      assert.deepEqual(back, value)
    })
  }
}

await check('socketIo_19_aPublishedEvent_arrivesAsItIs', async (use) => {
  const tenant = fresh('t')
  const values = { ...VALUES, numbers: [...VALUES.numbers, 1e21, 2 ** 63] }
  const socket = await connect(use, tenant)
  await publish(tenant, { payload: values, to: 'user/ann' })
  const [[, got]] = await events(socket, 'shop:ordered', 1)
  assert.deepEqual(got.payload ?? got, values)
})

await check('socketIo_19_deepJson_closesOrIsAnswered', async (use) => {
  const tenant = fresh('t')
  const socket = use(await opened(tenant))
  socket.send(`42/${tenant},1["shop:ordered",${'['.repeat(100_000)}${']'.repeat(100_000)}]`)
  await until(() => socket.isClosed || socket.frames.some((frame) => String(frame).startsWith(`43/${tenant},1`)), 'the close or an answer')
})

await check('socketIo_20_rooms_deliverOncePerSocket', async (use) => {
  const tenant = fresh('t')
  const [one, two, both, none] = await Promise.all(Array.from({ length: 4 }, () => connect(use, tenant)))
  const redis = (await emitter(use)).of(`/${tenant}`)
  redis.in([one.id, both.id]).socketsJoin('r1')
  redis.in([two.id, both.id]).socketsJoin(['r2', 'r3'])
  redis.to(['r1', 'r2', 'r3']).emit('rooms', 1)
  redis.to('r1').emit('room', 2)
  redis.to(['r1', 'r2']).except('r3').emit('except', 3)
  redis.to(none.id).emit('direct', 4)
  redis.except([one.id, 'r2']).emit('others', 5)
  redis.emit('end')
  await Promise.all([one, two, both, none].map((socket) => events(socket, 'end', 1)))
  const heard = (socket) => socket.got.map(([name]) => name)
  assert.deepEqual(heard(one), ['rooms', 'room', 'except', 'end'])
  assert.deepEqual(heard(two), ['rooms', 'end'])
  assert.deepEqual(heard(both), ['rooms', 'room', 'end'])
  assert.deepEqual(heard(none), ['direct', 'others', 'end'])
})

await check('socketIo_20_whoHasLeft_hearsNothing', async (use) => {
  const tenant = fresh('t')
  const [stays, leaves] = [await connect(use, tenant), await connect(use, tenant, { transports: TRANSPORTS.websocket })]
  const redis = (await emitter(use)).of(`/${tenant}`)
  redis.socketsJoin('r')
  redis.to('r').emit('first')
  await events(leaves, 'first', 1)
  redis.in(leaves.id).socketsLeave('r')
  redis.to('r').emit('second')
  redis.emit('end')
  await Promise.all([stays, leaves].map((socket) => events(socket, 'end', 1)))
  assert.deepEqual(stays.got.map(([name]) => name), ['first', 'second', 'end'])
  assert.deepEqual(leaves.got.map(([name]) => name), ['first', 'end'])
  const { id } = leaves
  const closed = once(leaves.io.engine.transport.ws, 'close') // answered behind the goodbye: a session that said it does not come back
  leaves.disconnect()
  await closed
  leaves.connect()
  await until(() => leaves.connected && leaves.id !== id, 'the new connection')
  redis.to('r').emit('third')
  redis.emit('end')
  await Promise.all([stays, leaves].map((socket) => events(socket, 'end', 2)))
  assert.deepEqual(leaves.got.map(([name]) => name), ['first', 'end', 'end'])
})

await check('socketIo_20_aRoomOfThePublisher_reachesItsMembers', async (use) => {
  const tenant = fresh('t')
  const [member, other] = [await connect(use, tenant), await connect(use, tenant)]
  const redis = (await emitter(use)).of(`/${tenant}`)
  redis.in(member.id).socketsJoin('r')
  redis.to('r').emit('joined')
  await events(member, 'joined', 1)
  await publish(tenant, { payload: { n: 1 }, to: 'room/r' }, { payload: { n: 2 }, to: 'user/ann' })
  await events(other, 'shop:ordered', 1)
  await events(member, 'shop:ordered', 2)
  assert.deepEqual(numbers(member), [1, 2])
  assert.deepEqual(numbers(other), [2])
})

await check('socketIo_21_volatile_isNeverKept', async (use) => {
  const tenant = fresh('t')
  const control = await connect(use, tenant)
  const polling = use(await Polling.open())
  await polling.enter(`/${tenant}`, auth(tenant))
  const redis = (await emitter(use)).of(`/${tenant}`)
  await insist(control, 'volatile', () => redis.volatile.emit('volatile', 1))
  redis.compress(false).emit('kept', 2)
  await events(control, 'kept', 1)
  const packets = await polling.packets()
  assert.equal(packets.length, 1, String(packets))
  assert.ok(packets[0].startsWith(`42/${tenant},["kept",2`), packets[0])
})

done()
