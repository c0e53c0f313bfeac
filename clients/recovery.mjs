// Points 37 to 40: connection state recovery, on two gateways. Node: two servers with the Redis streams adapter.
import { client, connect, connected, events, insist, numbers, payload } from './lib/clients.mjs'
import { assert, check, done, until } from './lib/check.mjs'
import { wire } from './lib/proxy.mjs'
import { RawSocket } from './lib/raw.mjs'
import { emitter } from './lib/redis.mjs'
import { defineStream, fresh, publish, token, urls } from './lib/environment.mjs'

const [here, there] = [urls[0], urls.at(-1)]
const TAKES_OVER = { beyondNode: 'it waits for the ping timeout of the old connection' }
const toAnn = (...all) => all.map((n) => ({ payload: { n }, to: 'user/ann' }))

/** Publishes to ann, and waits until both gateways have it: a projector stands before them. */
async function publishAndSee(use, tenant, ...all) {
  const witnesses = await Promise.all([here, there].map((base) => connect(use, tenant, { base })))
  await publish(tenant, ...all)
  for (const witness of witnesses) {
    await events(witness, 'shop:ordered', all.length)
    witness.close()
  }
}

/** A client behind a wire that can be led to the other gateway, with one event got. */
async function setting(use, options = {}) {
  const tenant = fresh('t')
  const proxy = await wire(use, here)
  const socket = await connect(use, tenant, { base: proxy.url, ...options })
  await publish(tenant, ...toAnn(1))
  await events(socket, 'shop:ordered', 1)
  return { tenant, proxy, socket, id: socket.id }
}

const NOBODY = 'http://127.0.0.1:1'

/** Off, `meanwhile` happens, on again at the other gateway. */
async function away({ socket, proxy }, meanwhile, target = there) {
  proxy.target = NOBODY
  proxy.cut()
  await until(() => !socket.connected, 'the disconnect')
  await meanwhile()
  socket.log.length = 0
  proxy.target = target
  await connected(socket)
}

for (const transports of [['websocket'], ['polling'], ['polling', 'websocket']]) {
  await check(`socketIo_37_onAnotherGateway_missedEventsComeBeforeConnect_${transports.join('Then')}`, async (use) => {
    const all = await setting(use, { transports })
    const { tenant, socket, id } = all
    await away(all, () => publishAndSee(use, tenant, ...toAnn(2, 3, 4)))
    await publish(tenant, ...toAnn(5))
    await events(socket, 'shop:ordered', 5)
    assert.equal(socket.recovered, true)
    assert.equal(socket.id, id)
    assert.deepEqual(numbers(socket), [1, 2, 3, 4, 5])
    assert.deepEqual(socket.log.map((entry) => (entry === 'connect' ? entry : payload(entry).n)), [2, 3, 4, 'connect', 5])
  }, transports[0] === 'polling' ? TAKES_OVER : {})
}

await check('socketIo_37_streamsAndRoomsAndDirect_areRecoveredInOrder', async (use) => {
  const tenant = fresh('t')
  const stream = await defineStream(tenant)
  const proxy = await wire(use, here)
  const socket = await connect(use, tenant, { base: proxy.url, query: { stream } })
  await publish(tenant, { payload: { n: 1 } })
  await events(socket, 'shop:ordered', 1)
  const direct = (n, to) => ({ name: 'noted', payload: { n }, to })
  await away({ socket, proxy }, () =>
    publish(tenant, { payload: { n: 2 } }, direct(3, 'user/ann'), direct(0, 'user/bob'), { payload: { n: 4 } }))
  await publish(tenant, { payload: { n: 5 } })
  await events(socket, 'shop:ordered', 4)
  assert.equal(socket.recovered, true)
  assert.deepEqual(socket.got.map((event) => payload(event).n), [1, 2, 3, 4, 5])
})

await check('socketIo_37_whatEmittersSend_isRecoveredWithBinary', async (use) => {
  const all = await setting(use)
  const { tenant, socket } = all
  const id = socket.id // while it is away it has none
  const redis = (await emitter(use)).of(`/${tenant}`)
  redis.in(id).socketsJoin('r')
  redis.to('r').emit('e', 0, Buffer.from([0]))
  await events(socket, 'e', 1)
  const witness = await connect(use, tenant, { base: there, sub: 'bob' })
  await away(all, async () => {
    redis.to('r').emit('e', 1, Buffer.from([1]))
    redis.emit('e', 2, Buffer.from([2]))
    redis.except(id).emit('e', 99, Buffer.from([99]))
    redis.to(id).emit('e', 3, { deep: Buffer.from([3]) })
    redis.emit('end')
    await events(witness, 'end', 1)
  })
  const heard = await events(socket, 'e', 4)
  assert.equal(socket.recovered, true)
  assert.deepEqual(heard.map(([, n]) => n), [0, 1, 2, 3])
  assert.deepEqual(heard[2][2], Buffer.from([2]))
  assert.deepEqual(heard[3][2], { deep: Buffer.from([3]) })
  redis.to('r').emit('e', 4)
  assert.equal((await events(socket, 'e', 5))[4][1], 4, 'the room that it was put into has been recovered too')
}, { beyondNode: 'the emitters do not reach its streams adapter' })

await check('socketIo_37_underLiveTraffic_nothingIsLostOrDoubled', async (use) => {
  const all = await setting(use)
  const { tenant, proxy, socket } = all
  let n = 1
  let running = true
  const traffic = (async () => {
    while (running) await publish(tenant, ...toAnn(++n, ++n, ++n))
  })()
  for (let turn = 0; turn < 6; turn++) {
    const before = numbers(socket).length
    await until(() => numbers(socket).length > before + 20, 'events')
    proxy.target = turn % 2 ? here : there
    proxy.cut()
    await until(() => !socket.connected, 'the disconnect')
    await connected(socket)
    assert.equal(socket.recovered, true, `turn ${turn}`)
  }
  running = false
  await traffic
  await events(socket, 'shop:ordered', n)
  assert.deepEqual(numbers(socket), Array.from({ length: n }, (_, i) => i + 1))
}, { beyondNode: 'two of its servers lose what comes while a session is restored; a single one passes' })

await check('socketIo_37_twoNamespaces_recoverEachItself', async (use) => {
  const [a, b] = [fresh('t'), fresh('t')]
  const proxy = await wire(use, here)
  const first = await connect(use, a, { base: proxy.url, forceNew: false })
  const second = await connect(use, b, { base: proxy.url, forceNew: false })
  for (const [tenant, socket] of [[a, first], [b, second]]) {
    await publish(tenant, ...toAnn(1))
    await events(socket, 'shop:ordered', 1)
  }
  await away({ socket: first, proxy }, async () => {
    await publish(a, ...toAnn(2))
    await publish(b, ...toAnn(3))
  })
  await connected(second)
  await events(first, 'shop:ordered', 2)
  await events(second, 'shop:ordered', 2)
  assert.deepEqual([first.recovered, second.recovered], [true, true])
  assert.deepEqual([numbers(first), numbers(second)], [[1, 2], [1, 3]])
})

/** CONNECT by hand; what comes until and with the answer. */
async function enter(use, tenant, extra, { base = there, sub = 'ann', pass = token(tenant, { sub }) } = {}) {
  const socket = use(await RawSocket.open({ base }))
  socket.send(`40/${tenant},${JSON.stringify({ token: pass, ...extra })}`)
  const frames = []
  do frames.push(await socket.next())
  while (!/^4[04]/.test(frames.at(-1)))
  const answer = frames.pop()
  return { socket, missed: frames, answer, session: JSON.parse(answer.slice(answer.indexOf('{'))) }
}

const offsetOf = (frame) => JSON.parse(frame.slice(frame.indexOf('['))).at(-1)

/** A session by hand that has got event 1 and is broken off; event 2 comes after that. */
async function brokenOff(use) {
  const tenant = fresh('t')
  const { socket, session } = await enter(use, tenant, {}, { base: here })
  await publish(tenant, ...toAnn(1))
  const offset = offsetOf(await socket.next())
  socket.close()
  await publishAndSee(use, tenant, ...toAnn(2))
  return { tenant, offset, ...session }
}

await check('socketIo_38_rightPidAndOffset_areTheMeasure', async (use) => {
  const { tenant, pid, offset, sid } = await brokenOff(use)
  const back = await enter(use, tenant, { pid, offset })
  assert.deepEqual([back.session.sid, back.session.pid], [sid, pid])
  assert.equal(back.missed.length, 1)
  assert.match(back.missed[0], /"n":2/)
})

const fresh38 = (name, change, options = {}) =>
  check(`socketIo_38_${name}_isAFreshSession`, async (use) => {
    const broken = await brokenOff(use)
    const { extra, as, tenant = broken.tenant, session = broken } = await change(broken, use)
    const back = await enter(use, tenant, extra, as)
    assert.ok(back.answer.startsWith('40'), back.answer)
    assert.notEqual(back.session.sid, session.sid)
    assert.notEqual(back.session.pid, session.pid)
    assert.deepEqual(back.missed, [])
  }, options)

const VERIFIES = { beyondNode: 'a pid is all that it asks for' }
const flipped = (pid) => pid.slice(0, -2) + (pid.at(-2) === 'A' ? 'B' : 'A') + pid.at(-1)

await fresh38('wrongPid', ({ pid, offset }) => ({ extra: { pid: flipped(pid), offset } }))
await fresh38('garbledPid', ({ offset }) => ({ extra: { pid: 'x'.repeat(1000), offset } }))
await fresh38('pidThatIsNoText', ({ offset }) => ({ extra: { pid: { $ne: 1 }, offset } }))
await fresh38('pidOfAnotherUser', ({ pid, offset }) => ({ extra: { pid, offset }, as: { sub: 'bob' } }), VERIFIES)
await fresh38('pidOfAnotherTenant', ({ pid, offset }) => {
  const tenant = fresh('t')
  return { tenant, extra: { pid, offset }, as: { pass: token('core') } }
}, VERIFIES)
await fresh38('garbledOffset', ({ pid }) => ({ extra: { pid, offset: 'garbage' } }))
await fresh38('sessionThatLeft', async ({ tenant }, use) => {
  const { socket, session } = await enter(use, tenant, {})
  await publish(tenant, ...toAnn(3))
  const offset = offsetOf(await socket.next())
  socket.send(`41/${tenant},`)
  socket.socket.close()
  await socket.closed()
  return { session, extra: { pid: session.pid, offset } }
})
await fresh38('sessionThatTheServerEnded', async ({ tenant }, use) => {
  const { socket, session } = await enter(use, tenant, {}, { pass: token(tenant, { seconds: 8 }) })
  await publish(tenant, ...toAnn(3))
  const offset = offsetOf(await socket.next((frame) => frame.startsWith('42')))
  await socket.next((frame) => frame === `41/${tenant},`)
  socket.close()
  return { session, extra: { pid: session.pid, offset } }
})

await check('socketIo_38_offsetThatIsNoText_harmsNobody', async (use) => {
  const { tenant, pid } = await brokenOff(use)
  for (const offset of [[7], 7, null, {}, '', 'x'.repeat(100_000)]) {
    assert.ok((await enter(use, tenant, { pid, offset })).answer.startsWith('40'))
  }
})

await check('socketIo_38_offsetOfAnotherEpoch_isAFreshSessionWithAGap', async (use) => {
  const { tenant, pid, offset, sid } = await brokenOff(use)
  const older = offset.replace(/^[^:]+/, (epoch) => (epoch === 'k3' ? 'k2' : 'k3'))
  const back = await enter(use, tenant, { pid, offset: older })
  assert.notEqual(back.session.sid, sid)
  const gap = await back.socket.next()
  assert.ok(gap.startsWith(`42/${tenant},["logcast.gap",`), gap)
}, { beyondNode: 'it has no gap event' })

await check('socketIo_39_everyEventWithoutAck_endsWithAnOffset', async (use) => {
  const tenant = fresh('t')
  const { socket } = await enter(use, tenant, {}, { base: here })
  const redis = (await emitter(use)).of(`/${tenant}`)
  redis.volatile.emit('volatile', 'a text')
  const frame = await socket.next()
  const event = JSON.parse(frame.slice(frame.indexOf('[')))
  assert.deepEqual(event.slice(0, 2), ['volatile', 'a text'])
  assert.equal(event.length, 3)
  assert.equal(typeof event[2], 'string')
}, { beyondNode: 'the emitters do not reach its streams adapter; volatile events have no offset' })

await check('socketIo_39_volatileWithTextAtTheEnd_doesNotBreakRecovery', async (use) => {
  const all = await setting(use)
  const { tenant, socket } = all
  const redis = (await emitter(use)).of(`/${tenant}`)
  await insist(socket, 'volatile', () => redis.volatile.emit('volatile', 'a text'))
  await away(all, () => publish(tenant, ...toAnn(2)))
  await events(socket, 'shop:ordered', 2)
  assert.equal(socket.recovered, true)
  assert.deepEqual(numbers(socket), [1, 2])
}, { beyondNode: 'the emitters do not reach its streams adapter; volatile events have no offset' })

await check('socketIo_39_pidWithoutOffset_recoversFromTheConnect', async (use) => {
  const tenant = fresh('t')
  const proxy = await wire(use, here)
  const socket = await connect(use, tenant, { base: proxy.url })
  const { id } = socket
  await away({ socket, proxy }, () => publish(tenant, ...toAnn(1, 2)))
  await events(socket, 'shop:ordered', 2)
  assert.equal(socket.recovered, true)
  assert.equal(socket.id, id)
  assert.deepEqual(numbers(socket), [1, 2])
}, { beyondNode: 'without an offset it does not recover' })

await check('socketIo_39_secondBreak_recoversAgainFromWhereItWas', async (use) => {
  const all = await setting(use)
  const { tenant, socket, id } = all
  await away(all, () => publish(tenant, ...toAnn(2)))
  await events(socket, 'shop:ordered', 2)
  await away(all, () => publish(tenant, ...toAnn(3)), here)
  await events(socket, 'shop:ordered', 3)
  assert.equal(socket.recovered, true)
  assert.equal(socket.id, id)
  assert.deepEqual(numbers(socket), [1, 2, 3])
})

for (const [where, target] of [['onTheSameGateway', here], ['onAnotherGateway', there]]) {
  await check(`socketIo_40_halfOpenConnection_isTakenOver_${where}`, async (use) => {
    const all = await setting(use, { transports: ['websocket'] })
    const { tenant, proxy, socket, id } = all
    proxy.target = target
    proxy.silence() // the gateway still has the old connection
    await until(() => !socket.connected, 'the disconnect')
    await connected(socket)
    assert.equal(socket.recovered, true)
    assert.equal(socket.id, id)
    await publish(tenant, ...toAnn(2, 3))
    await events(socket, 'shop:ordered', 3)
    assert.deepEqual(numbers(socket), [1, 2, 3])
  }, TAKES_OVER)
}

await check('socketIo_40_takenOverConnection_isClosedAndHearsNoMore', async (use) => {
  const tenant = fresh('t')
  const old = await enter(use, tenant, {}, { base: here })
  await publish(tenant, ...toAnn(1))
  const offset = offsetOf(await old.socket.next())
  const heir = await enter(use, tenant, { pid: old.session.pid, offset })
  assert.equal(heir.session.sid, old.session.sid)
  await old.socket.closed()
  await publish(tenant, ...toAnn(2))
  assert.match(await heir.socket.next(), /"n":2/)
  assert.deepEqual(old.socket.frames.filter((frame) => /"n":2|^41/.test(frame)), [])
}, TAKES_OVER)

await check('socketIo_40_twoAtOnceWithOnePid_oneWins', async (use) => {
  for (let round = 0; round < 5; round++) {
    const { tenant, pid, offset, sid } = await brokenOff(use)
    const both = await Promise.all([here, there].map((base) => enter(use, tenant, { pid, offset }, { base })))
    // The later one either comes too late, or takes over from the earlier one, which is closed then.
    const holders = both.filter(({ session }) => session.sid === sid)
    const alive = () => holders.filter(({ socket }) => !socket.isClosed)
    await until(() => alive().length === 1, () => `round ${round}: one holder of the session; ${holders.length} got it, ${alive().length} still have it`)
    assert.equal(alive()[0].missed.length, 1)
    const others = both.filter((one) => !holders.includes(one))
    others.forEach(({ missed }) => assert.deepEqual(missed, []))
  }
})

done()
