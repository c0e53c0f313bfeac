// The acceptance list of AcceleratXR's push service and of the emitters that publish to it. The first two gateways are one
// cluster; the third has another prefix in Redis, is a full peer of Node's servers, and delivers past the log, which all share.
import { gzipSync, deflateSync } from 'node:zlib'
import { assertEvent, client, connect, events, insist, TRANSPORTS } from '../../lib/clients.mjs'
import { assert, check, done, until } from '../../lib/check.mjs'
import { Polling, RawSocket } from '../../lib/raw.mjs'
import { emitters, nodeServer, redisClient, shardedServer, streamsServer } from '../../lib/redis.mjs'
import { expiry, fresh, sign, url, urls } from '../../lib/environment.mjs'

const [, second, prefixed] = urls
const PREFIX = 'myapp'
const SECRET = process.env.LOGCAST_AXR_SECRET
const BINARY = Buffer.from([1, 2, 3])
const DATE = new Date(1_600_000_000_000)

const profile = (uid) => JSON.stringify({ uid, name: uid, roles: ['user'], verified: true })

/** As its services make them. */
const token = (uid, { seconds = 3600, secret = SECRET, ...more } = {}) =>
  sign({ profile: profile(uid), aud: 'mydomain.com', iss: 'api.mydomain.com', exp: expiry(seconds), ...more }, secret)

const NOTIFICATIONS = '/notifications'
const withToken = (text, generation) => (generation === 2 ? { auth: { jwt_token: text } } : { auth: { token: text } })

/** A client in the namespace, at the service's own path. */
const axr = (use, uid, { generation = 4, ...options } = {}) =>
  connect(use, 'axr', { namespace: '/axr', path: NOTIFICATIONS, generation, ...withToken(token(uid), generation), ...options })

const of = (version, redis, key) => emitters[version](redis, key).of('/axr')
const heard = (socket, name) => socket.got.filter((event) => event[0] === name).length

/** What went before has arrived when this has. */
async function end(redis, ...sockets) {
  const name = fresh('end')
  of('5.1.0', redis).to('allusers').emit(name)
  await Promise.all(sockets.map((socket) => events(socket, name, 1)))
}

await check('acceleratxr_01_emitterReachesClientsOfBothGenerations_once', async (use) => {
  const all = [await axr(use, fresh('a')), await axr(use, fresh('b'), { generation: 2 })]
  const redis = await redisClient(use)
  const name = fresh('msg')
  of('3.2.0', redis).to('allusers').emit(name, { a: 1 })
  await end(redis, ...all)
  for (const socket of all) {
    assert.equal(heard(socket, name), 1)
    assertEvent((await events(socket, name, 1))[0], [name, { a: 1 }])
  }
})

await check('acceleratxr_02_userIsReachedOnEveryNode_andNobodyElse', async (use) => {
  const [ann, bob] = [fresh('ann'), fresh('bob')]
  const hers = [await axr(use, ann), await axr(use, ann, { base: second }), await axr(use, ann, { base: second, generation: 2 })]
  const others = [await axr(use, bob), await axr(use, bob, { base: second })]
  const redis = await redisClient(use)
  of('3.2.0', redis).to(ann).emit('to-ann', { a: 1 })
  await end(redis, ...hers, ...others)
  assert.deepEqual([...hers, ...others].map((socket) => heard(socket, 'to-ann')), [1, 1, 1, 0, 0])
})

// The rest of item 3 is what emitters.mjs checks, for the same gateway.
await check('acceleratxr_03_volatile_ofEveryEmitter', async (use) => {
  const uid = fresh('user')
  const socket = await axr(use, uid)
  const redis = await redisClient(use)
  for (const version of Object.keys(emitters)) {
    await insist(socket, `volatile-${version}`, () => of(version, redis).to(uid).volatile.emit(`volatile-${version}`, 'ü'))
  }
})

await check('acceleratxr_03_oldestEmitter_dateAndLongText', async (use) => {
  const uid = fresh('user')
  const socket = await axr(use, uid)
  const long = 'é'.repeat(70_000)
  of('1.1.0', await redisClient(use)).to(uid).emit('msg', DATE, long)
  assertEvent((await events(socket, 'msg', 1))[0], ['msg', DATE.toJSON(), long])
})

await check('acceleratxr_04_twoRoomsOfAnOldEmitter_deliverOnce', async (use) => {
  const uid = fresh('user')
  const all = [await axr(use, uid), await axr(use, uid, { generation: 2 })]
  const redis = await redisClient(use)
  for (const version of ['1.1.0', '2.0.0']) {
    of(version, redis).to(uid).to('allusers').emit(`two-${version}`)
    await end(redis, ...all)
    assert.deepEqual(all.map((socket) => heard(socket, `two-${version}`)), [1, 1])
  }
  assert.ok(all.every((socket) => socket.connected && socket.reason === undefined))
})

await check('acceleratxr_05_binaryOfAnOldEmitter_isABinaryEvent', async (use) => {
  const uid = fresh('user')
  const all = [await axr(use, uid), await axr(use, uid, { generation: 2 }), await axr(use, uid, { transports: ['polling'] })]
  of('2.0.0', await redisClient(use)).to(uid).emit('msg', BINARY, { deep: BINARY })
  for (const socket of all) {
    assertEvent((await events(socket, 'msg', 1))[0], ['msg', BINARY, { deep: BINARY }])
    assert.ok(socket.connected)
  }
})

await check('acceleratxr_06_garbage_isSkipped', async (use) => {
  const uid = fresh('user')
  const socket = await axr(use, uid)
  const redis = await redisClient(use)
  const good = '93a7656d697474657283a47479706502a46461746192a36d736781a16101a36e7370a42f61787283a5726f6f6d7391a8616c6c7573657273a5666c61677380a665786365707490'
  for (const hex of ['', '00', 'c1', good.slice(0, 40), good.slice(0, -2), `${good}00`, 'dfffffffff', '93c0c0c0']) {
    await redis.publish('socket.io#/axr#x#', Buffer.from(hex, 'hex'))
  }
  await redis.publish('socket.io#/axr#x#', 'no MessagePack at all')
  of('1.1.0', redis).to(uid).emit('old', BINARY, undefined) // it has bytes for these that are MessagePack's for others
  await end(redis, socket)
  assert.equal(heard(socket, 'msg'), 0)
  assert.equal(socket.reason, undefined)
})

await check('acceleratxr_07_namespaceWithoutSlash', async (use) => {
  const uid = fresh('user')
  const socket = await axr(use, uid)
  const redis = await redisClient(use)
  for (const version of Object.keys(emitters)) {
    emitters[version](redis).of('axr').to(uid).emit(`bare-${version}`)
    await events(socket, `bare-${version}`, 1)
  }
})

await check('acceleratxr_08_except_leavesOut', async (use) => {
  const [ann, bob] = [fresh('ann'), fresh('bob')]
  const all = [await axr(use, ann), await axr(use, bob), await axr(use, bob, { generation: 2 })]
  const redis = await redisClient(use)
  of('5.1.0', redis).in(['allusers', ann, bob]).except(ann).emit('except')
  await end(redis, ...all)
  assert.deepEqual(all.map((socket) => heard(socket, 'except')), [0, 1, 1])
})

for (const generation of [4, 2]) {
  await check(`acceleratxr_08_joinLeaveAndServerSideEmit_client${generation}`, async (use) => {
    const [uid, room] = [fresh('user'), fresh('room')]
    const socket = await axr(use, uid, { generation, base: second })
    const redis = await redisClient(use)
    const emit = of('5.1.0', redis)
    // Each gateway does it when it hears of it; what goes to a room through the log may be quicker.
    const isIn = async () => {
      const name = fresh('in')
      emit.to(room).emit(name)
      await end(redis, socket)
      return heard(socket, name) === 1
    }
    emit.in(uid).socketsJoin(room)
    await until(isIn, 'that it is in the room')
    emit.in(room).socketsLeave(room)
    emit.serverSideEmit('hello', 'world')
    await until(async () => !(await isIn()), 'that it is not in the room any more')
    assert.ok(socket.connected)
  })

  for (const close of [false, true]) {
    await check(`acceleratxr_08_disconnectSockets_${close}_client${generation}`, async (use) => {
      const uid = fresh('user')
      const socket = await axr(use, uid, { generation, reconnection: false })
      of('5.1.0', await redisClient(use)).in(uid).disconnectSockets(close)
      await until(() => socket.reason, 'the disconnect')
      assert.equal(socket.reason, 'io server disconnect')
    })
  }
}

await check('acceleratxr_09_prefixIsConfigurable', async (use) => {
  const uid = fresh('user')
  const [usual, other] = [await axr(use, uid), await axr(use, uid, { base: prefixed })]
  const redis = await redisClient(use)
  of('5.1.0', redis, PREFIX).to(uid).emit('other')
  of('3.2.0', redis, PREFIX).to(uid).emit('other')
  await events(other, 'other', 2)
  of('5.1.0', redis, 'nobodys').to(uid).emit('usual')
  of('5.1.0', redis).to(uid).emit('usual')
  await events(usual, 'usual', 1)
  // The room of all has guests from other checks.
  assert.deepEqual(usual.got.map(([name]) => name).filter((name) => ['usual', 'other'].includes(name)), ['usual'])
})

const PATHS = ['/notifications/', '/notifications/socket.io/', '/socket.io/']

for (const at of PATHS) {
  const base = url + at
  const name = at.split('/').filter(Boolean).join('_')

  await check(`acceleratxr_10_engineIo3_${name}`, async (use) => {
    const uid = fresh('user')
    const enter = `40/axr?jwt_token=${token(uid)},`
    const polling = await Polling.open({ eio: 3, query: { b64: 1 }, base })
    assert.match(polling.text, /^\d+:0\{"sid":"[\w~-]+","upgrades":\["websocket"\],"pingInterval":\d+,"pingTimeout":\d+[^}]*\}(2:40)?$/)
    if (!polling.text.endsWith('2:40')) assert.equal((await polling.get()).text, '2:40')
    assert.equal((await polling.postBody(`${enter.length}:${enter}`)).text, 'ok')
    assert.equal((await polling.get()).text, '7:40/axr,')

    const socket = use(await RawSocket.open({ query: { EIO: 3 }, pong: null, base }))
    assert.deepEqual(socket.handshake.upgrades, [])
    assert.equal(await socket.next(), '40')
    socket.send(enter)
    assert.equal(await socket.next(), '40/axr,')
    socket.send('2')
    assert.equal(await socket.next(), '3')
    of('3.2.0', await redisClient(use)).to(uid).emit('msg', { a: 1 }, 'b')
    assert.match(await socket.next((frame) => frame.startsWith?.('42/axr,["msg"')), /^42\/axr,\["msg",\{"a":1\},"b"/)
  })

  await check(`acceleratxr_10_engineIo4_${name}`, async (use) => {
    const uid = fresh('user')
    const polling = use(await Polling.open({ base }))
    assert.match(polling.text, /^0\{"sid":"[\w~-]+","upgrades":\["websocket"\],"pingInterval":\d+,"pingTimeout":\d+,"maxPayload":\d+\}$/)
    assert.match(await polling.enter('/axr', { token: token(uid) }), /^40\/axr,\{"sid":"[\w-]{20}"/)

    const socket = use(await RawSocket.open({ base }))
    assert.match(await socket.enter('/axr', { token: token(uid) }), /^40\/axr,\{"sid":"[\w-]{20}"/)
    of('3.2.0', await redisClient(use)).to(uid).emit('msg', { a: 1 }, 'b')
    assert.match(await socket.next((frame) => frame.startsWith?.('42/axr,["msg"')), /^42\/axr,\["msg",\{"a":1\},"b"/)
  })

  await check(`acceleratxr_10_clients_${name}`, async (use) => {
    const uid = fresh('user')
    const all = []
    for (const generation of [4, 2]) {
      for (const transports of Object.values(TRANSPORTS)) all.push(await axr(use, uid, { path: at.slice(0, -1), generation, transports }))
    }
    await end(await redisClient(use), ...all)
  })
}

const WAYS = {
  authorizationJwt: (text) => ({ extraHeaders: { Authorization: `jwt ${text}` } }),
  authorizationJWT: (text) => ({ extraHeaders: { Authorization: `JWT ${text}` } }),
  authorizationBearer: (text) => ({ extraHeaders: { Authorization: `Bearer ${text}` } }),
  query: (text) => ({ query: { jwt_token: text } }),
  cookie: (text) => ({ extraHeaders: { Cookie: `theme=dark; jwt=${text}` } }),
  payload: (text) => ({ auth: { token: text } }),
}

for (const [way, options] of Object.entries(WAYS)) {
  await check(`acceleratxr_11_tokenIn_${way}`, async (use) => {
    const uid = fresh('user')
    const all = []
    for (const transport of ['polling', 'websocket']) {
      for (const generation of way === 'payload' ? [4] : [4, 2]) {
        all.push(await axr(use, uid, { generation, transports: [transport], auth: {}, ...options(token(uid)) }))
      }
    }
    of('3.2.0', await redisClient(use)).to(uid).emit('msg')
    for (const socket of all) await events(socket, 'msg', 1)
  })
}

const BAD = {
  missing: () => undefined,
  garbage: () => 'x.y.z',
  expired: () => token('eve', { seconds: -10 }),
  forged: () => token('eve', { secret: 'another-secret-that-has-more-than-32-bytes' }),
  unsigned: () => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${token('eve').split('.')[1]}.`,
  ofAnotherAudience: () => token('eve', { aud: 'other.example' }),
  ofAnotherIssuer: () => token('eve', { iss: 'other.example' }),
  withoutUid: () => token('eve', { profile: '{}' }),
  encrypted: () => token('eve', { encryption: true }),
}

for (const generation of [4, 2]) {
  await check(`acceleratxr_11_badToken_isRefusedDisconnectedAndHearsNothing_client${generation}`, async (use) => {
    const witness = await axr(use, fresh('ann'))
    const refused = Object.values(BAD).map((bad) => {
      const text = bad()
      const pass = text === undefined ? { auth: {} } : withToken(text, generation)
      return client(use, 'axr', { namespace: '/axr', path: NOTIFICATIONS, generation, ...pass })
    })
    await until(() => refused.every((socket) => socket.refusal), () => `refusals: ${refused.map((socket) => socket.refusal)}`)
    const isClosed = (socket) => socket.io.engine.readyState === 'closed'
    await until(() => refused.every(isClosed), () => `closed: ${refused.map(isClosed)}`)
    await end(await redisClient(use), witness)
    for (const socket of refused) {
      assert.equal(socket.connected, false)
      assert.deepEqual(socket.got, [])
      assert.doesNotMatch(String(socket.refusal.message ?? socket.refusal), /Exception|eyJ|secret/)
      if (generation === 2) assert.equal(typeof socket.refusal, 'string')
    }
  })
}

await check('acceleratxr_11_onTheWire', async (use) => {
  const [four, three] = [use(await RawSocket.open()), use(await RawSocket.open({ query: { EIO: 3 }, pong: null }))]
  four.send('40/axr,')
  assert.match(await four.next(), /^44\/axr,\{"message":"[^"]+"/)
  await four.closed()
  assert.equal(await three.next(), '40')
  three.send('40/axr,')
  assert.match(await three.next(), /^44\/axr,"[^"]+"$/)
  assert.equal(await three.next(), '41/axr,')
  await three.closed()
})

await check('acceleratxr_11_tokenThatExpires_endsTheStay', async (use) => {
  const uid = fresh('user')
  const socket = await axr(use, uid, { reconnection: false, auth: { token: token(uid, { seconds: 5 }) } })
  await until(() => socket.reason, 'the disconnect')
  assert.equal(socket.reason, 'io server disconnect')
})

await check('acceleratxr_12_nodeServerFindsOurSocketsAtOnce', async (use) => {
  const uid = fresh('user')
  const socket = await axr(use, uid, { base: prefixed })
  const { io } = await nodeServer(use, { key: PREFIX })
  const node = io.of('/axr')
  await until(async () => (await node.in(uid).fetchSockets()).length === 1, 'our socket')
  const began = Date.now()
  const [found] = await node.in(uid).fetchSockets()
  assert.ok(Date.now() - began < 5000)
  assert.equal(found.id, socket.id)
  assert.ok(found.rooms.has('allusers') && found.rooms.has(uid))
})

// The first gateways listen without being counted: Node waits for nobody.
await check('acceleratxr_12_listeningGateway_isNotWaitedFor', async (use) => {
  await axr(use, fresh('user'))
  const { io } = await nodeServer(use)
  assert.deepEqual(await io.of('/axr').fetchSockets(), [])
})

const ZIPPED = { gzip: gzipSync, deflate: deflateSync }

for (const [name, zip] of Object.entries(ZIPPED)) {
  await check(`acceleratxr_13_zippedProfile_${name}`, async (use) => {
    const uid = fresh('user')
    const text = token(uid, { profile: zip(profile(uid)).toString('base64'), compression: 'zlib' })
    const all = [await axr(use, uid, { auth: { token: text } }), await axr(use, uid, { generation: 2, auth: { jwt_token: text } })]
    of('3.2.0', await redisClient(use)).to(uid).emit('msg')
    for (const socket of all) await events(socket, 'msg', 1)
  })
}

// Servers of Node with newer transports, which the first gateways hear. They are asked nothing, and waited for by nobody.

/** Each of all is told once what it should be, and bytes, volatile and excepted rooms are what they are elsewhere. */
async function assertReached(use, node, heardByAll = () => {}) {
  const [ann, bob] = [fresh('ann'), fresh('bob')]
  const hers = [await axr(use, ann), await axr(use, ann, { base: second }), await axr(use, ann, { generation: 2 })]
  const his = [await axr(use, bob), await axr(use, bob, { base: second, transports: ['polling'] })]
  const all = [...hers, ...his]
  const redis = await redisClient(use)
  const name = fresh('news')
  await heardByAll([ann, bob, 'allusers'])
  node.emit(name, 'all')
  node.to('allusers').emit(name, 'room', { a: 1, date: DATE })
  node.to(ann).emit(name, 'ann', BINARY, { deep: BINARY })
  node.to([ann, bob]).emit(name, 'both')
  node.to('allusers').except(ann).emit(name, 'but-ann')
  for (const socket of hers) {
    const got = await events(socket, name, 4)
    assertEvent(got[0], [name, 'all'])
    assertEvent(got[1], [name, 'room', { a: 1, date: DATE.toJSON() }])
    assertEvent(got[2], [name, 'ann', BINARY, { deep: BINARY }])
    assertEvent(got[3], [name, 'both'])
  }
  for (const socket of his) {
    assert.deepEqual((await events(socket, name, 4)).map((event) => event[1]), ['all', 'room', 'both', 'but-ann'])
  }
  await insist(hers[0], 'volatile', () => node.to(ann).volatile.emit('volatile', 'ü'))
  await end(redis, ...all)
  assert.deepEqual(all.map((socket) => heard(socket, name)), [4, 4, 4, 4, 4])
}

/** With as many servers, one other of which is Node's and answers; of ours, nobody is seen. */
async function assertNobodyIsWaitedFor(node, other, servers) {
  other.on('hello', (answer) => answer('world'))
  await until(async () => (await node.adapter.serverCount()) === servers, `${servers} servers`)
  const began = Date.now()
  assert.deepEqual(await node.fetchSockets(), [])
  assert.equal((await node.serverSideEmitWithAck('hello')).filter((answer) => answer === 'world').length, 1)
  assert.deepEqual(await node.timeout(4000).emitWithAck('question'), [])
  assert.ok(Date.now() - began < 3000, `${Date.now() - began} ms`)
}

/** What one that came later gets by the log. */
async function assertRecovered(use, node, heardByAll = () => {}) {
  const uid = fresh('user')
  const socket = await axr(use, uid, { transports: ['websocket'] })
  await heardByAll([uid])
  node.to(uid).emit('first')
  await events(socket, 'first', 1)
  socket.io.engine.close()
  node.to(uid).emit('missed', BINARY)
  await until(() => socket.recovered && heard(socket, 'missed'), () => JSON.stringify(socket.got))
  assert.equal(heard(socket, 'missed'), 1)
}

const streams = async (use, options) => (await streamsServer(use, options)).io.of('/axr')

await check('acceleratxr_14_streamsAdapter_reachesClientsOnce', async (use) => {
  await assertReached(use, await streams(use))
})

await check('acceleratxr_14_streamsAdapter_isKeptInTheLog', async (use) => {
  await assertRecovered(use, await streams(use))
})

await check('acceleratxr_14_streamsAdapter_movesOurSockets', async (use) => {
  await assertMoves(use, await streams(use))
})

/** The third gateway reads these two, past the log. */
await check('acceleratxr_14_streamsAdapter_severalStreams', async (use) => {
  const uid = fresh('user')
  const socket = await axr(use, uid, { base: prefixed })
  const node = await streams(use, { streamName: PREFIX, streamCount: 2, channelPrefix: PREFIX })
  node.to(uid).emit('direct', BINARY)
  assertEvent((await events(socket, 'direct', 1))[0], ['direct', BINARY])
})

await check('acceleratxr_14_streamsAdapter_nobodyIsWaitedFor', async (use) => {
  await axr(use, fresh('user'))
  await assertNobodyIsWaitedFor(await streams(use), await streams(use), 2)
})

async function assertMoves(use, node) {
  const [uid, room] = [fresh('user'), fresh('room')]
  const socket = await axr(use, uid, { base: second, reconnection: false })
  node.in(uid).socketsJoin(room)
  await insist(socket, 'joined', () => node.to(room).volatile.emit('joined'))
  node.in(uid).disconnectSockets(true)
  await until(() => socket.reason, 'the disconnect')
}

await check('acceleratxr_14_streamsAdapter_garbageIsSkipped', async (use) => {
  const socket = await axr(use, fresh('user'))
  const redis = await redisClient(use)
  await redis.xAdd('socket.io', '*', { order: '7' })
  await redis.xAdd('socket.io', '*', { uid: 'x', nsp: '/axr', type: '3', data: '{"packet"' })
  await redis.xAdd('socket.io', '*', { uid: 'x', nsp: '/axr', type: '99' })
  const node = await streams(use)
  node.to('allusers').emit('good')
  await events(socket, 'good', 1)
  assert.equal(socket.reason, undefined)
})

const sharded = async (use, options) => (await shardedServer(use, options)).io.of('/axr')

/** Until that many gateways have subscribed to the channels of these rooms, which is a moment after somebody is in them. */
const hearing = (redis, gateways, prefix = 'socket.io') => (rooms) =>
  Promise.all(rooms.map((room) => until(async () => {
    const [, count] = await redis.sendCommand(['PUBSUB', 'SHARDNUMSUB', `${prefix}#/axr#${room}#`])
    return Number(count) === gateways
  }, `${gateways} gateways that hear ${room}`)))

for (const subscriptionMode of ['static', 'dynamic', 'dynamic-private']) {
  await check(`acceleratxr_14_shardedAdapter_${subscriptionMode}_reachesClientsOnce`, async (use) => {
    await assertReached(use, await sharded(use, { subscriptionMode }), hearing(await redisClient(use), 2))
  })
}

await check('acceleratxr_14_shardedAdapter_isKeptInTheLog', async (use) => {
  await assertRecovered(use, await sharded(use), hearing(await redisClient(use), 2))
})

await check('acceleratxr_14_shardedAdapter_movesOurSockets', async (use) => {
  await assertMoves(use, await sharded(use))
})

/** The third gateway delivers past the log, and hears its own rooms alone. */
await check('acceleratxr_14_shardedAdapter_withAnotherPrefix', async (use) => {
  const uid = fresh('user')
  const socket = await axr(use, uid, { base: prefixed })
  await hearing(await redisClient(use), 1, PREFIX)([uid])
  const node = await sharded(use, { channelPrefix: PREFIX })
  node.to(uid).emit('direct', BINARY)
  assertEvent((await events(socket, 'direct', 1))[0], ['direct', BINARY])
})

// The first two gateways are counted, and answer.
await check('acceleratxr_14_shardedAdapter_nobodyIsWaitedFor', async (use) => {
  await axr(use, fresh('user'))
  await assertNobodyIsWaitedFor(await sharded(use), await sharded(use), 4)
})

await check('acceleratxr_14_shardedAdapter_garbageIsSkipped', async (use) => {
  const socket = await axr(use, fresh('user'))
  const redis = await redisClient(use)
  for (const message of ['', '{', '[]', '{"type":3,"nsp":"/axr","data":{}}', '{"type":3,"nsp":"/other","data":{"packet":{}}}']) {
    await redis.sPublish('socket.io#/axr#', message)
  }
  const node = await sharded(use)
  node.emit('good')
  await events(socket, 'good', 1)
  assert.equal(socket.reason, undefined)
})

done()
