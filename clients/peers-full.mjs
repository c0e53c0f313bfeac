// Points 33 and 34: a gateway that is a full peer of Node servers.
import { io as ioClient } from 'socket.io-client'
import { assertEvent, connect, events, record } from './lib/clients.mjs'
import { assert, check, done, until } from './lib/check.mjs'
import { nodeServer, peers, redisClient } from './lib/redis.mjs'
import { fresh, redisKey } from './lib/environment.mjs'

/** Two Node servers, a client of the second, and a client of the gateway. */
async function setting(use, options) {
  const tenant = fresh('t')
  const redis = await redisClient(use)
  const servers = [await nodeServer(use, options), await nodeServer(use, options)]
  const [node, other] = servers.map(({ io }) => io.of(`/${tenant}`))
  const theirs = record(ioClient(`${servers[1].url}/${tenant}`, { forceNew: true }))
  use(() => theirs.close())
  await until(() => theirs.connected, 'the client of the Node server')
  const ours = await connect(use, tenant, { sub: 'ann' })
  await until(async () => (await peers(redis, `/${tenant}`)) === 3, 'three servers in the namespace')
  return { tenant, redis, servers, node, other, theirs, ours }
}

for (const publishOnSpecificResponseChannel of [false, true]) {
  const answers = publishOnSpecificResponseChannel ? 'onTheAskersChannel' : 'onTheCommonChannel'
  const start = (use) => setting(use, { publishOnSpecificResponseChannel })

  await check(`socketIo_33_fetchSockets_findsOurs_${answers}`, async (use) => {
    const { node, theirs, ours } = await start(use)
    const sockets = await node.fetchSockets()
    assert.deepEqual(sockets.map(({ id }) => id).sort(), [theirs.id, ours.id].sort())
    const found = sockets.find(({ id }) => id === ours.id)
    assert.ok(found.rooms.has(ours.id))
    assert.ok(found.handshake.query)
    assert.doesNotMatch(JSON.stringify(found.handshake), /eyJ/, 'no token travels over Redis')
    assert.deepEqual((await node.in(ours.id).fetchSockets()).map(({ id }) => id), [ours.id])
    assert.deepEqual(await node.in('nobody').fetchSockets(), [])
  }, { beyondNode: 'it sends handshakes with their tokens over Redis' })

  await check(`socketIo_33_allRooms_hasOurs_${answers}`, async (use) => {
    const { node, theirs, ours } = await start(use)
    const rooms = await node.adapter.allRooms()
    assert.ok(rooms.has(ours.id) && rooms.has(theirs.id), [...rooms].join())
  })

  await check(`socketIo_33_emitWithAck_collectsOurAnswers_${answers}`, async (use) => {
    const { node, theirs, ours } = await start(use)
    theirs.on('ask', (value, answer) => answer('theirs', value))
    ours.on('ask', (value, answer) => answer({ ours: value }))
    const bytes = Buffer.from([7])
    const got = await node.timeout(5000).emitWithAck('ask', bytes)
    assert.equal(got.length, 2)
    assert.ok(got.some((value) => value.ours?.equals(bytes)), JSON.stringify(got))
    assert.ok(got.includes('theirs'))
    await assert.rejects(node.timeout(300).emitWithAck('nobody-answers'))
  })

  await check(`socketIo_33_serverSideEmit_isAnswered_${answers}`, async (use) => {
    const { node, other } = await start(use)
    other.on('who', (answer) => answer('node'))
    const got = await node.serverSideEmitWithAck('who') // ours has no handler: null
    assert.equal(got.length, 2)
    assert.ok(got.includes('node'))
  }, { beyondNode: 'without a handler it never answers' })

  await check(`socketIo_33_joinLeaveDisconnect_reachOurs_${answers}`, async (use) => {
    const { node, theirs, ours } = await start(use)
    node.in(ours.id).socketsJoin('r')
    node.in('r').emit('in')
    await events(ours, 'in', 1)
    node.in(ours.id).socketsLeave('r')
    node.in('r').emit('out')
    node.except(theirs.id).emit('end')
    await events(ours, 'end', 1)
    assert.deepEqual(ours.got.map(([name]) => name), ['in', 'end'])
    node.in(ours.id).disconnectSockets()
    await until(() => ours.reason === 'io server disconnect', () => `the disconnect, not ${ours.reason}`)
    assert.ok(theirs.connected)
  })
}

await check('socketIo_33_questionOfOlderServers_isAnswered', async (use) => {
  const { tenant, redis, theirs, ours } = await setting(use)
  const answers = []
  const subscriber = await redisClient(use)
  await subscriber.subscribe(`${redisKey}-response#/${tenant}#`, (text) => answers.push(JSON.parse(text)))
  await redis.publish(`${redisKey}-request#/${tenant}#`, JSON.stringify({ uid: 'older', requestId: 'r', type: 0, rooms: [] }))
  await until(() => answers.length === 3, () => `three answers: ${JSON.stringify(answers)}`)
  assert.deepEqual(answers.flatMap(({ sockets }) => sockets).sort(), [theirs.id, ours.id].sort())
})

await check('socketIo_33_broadcasts_reachBothOnce', async (use) => {
  const { node, theirs, ours } = await setting(use)
  node.emit('all', { a: 1 }, Buffer.from([1, 2, 3]))
  node.to(ours.id).emit('ours')
  node.emit('end')
  for (const socket of [theirs, ours]) {
    await events(socket, 'end', 1)
    assertEvent(socket.got[0], ['all', { a: 1 }, Buffer.from([1, 2, 3])])
  }
  assert.deepEqual(ours.got.map(([name]) => name), ['all', 'ours', 'end'])
  assert.deepEqual(theirs.got.map(([name]) => name), ['all', 'end'])
})

await check('socketIo_33_emptyGateway_isNoPeerOrAnswers', async (use) => {
  const { node, ours, theirs } = await setting(use)
  const { id } = ours
  ours.disconnect()
  const all = await node.fetchSockets() // whether or not we are still counted, nobody may wait in vain
  assert.ok(all.some((socket) => socket.id === theirs.id))
  // A client that is asked and leaves without an answer is waited for, by whichever server: ours has to be gone before.
  const sockets = () => node.fetchSockets().catch(() => [{ id }]) // counted, and no peer any more when the question came
  await until(async () => !(await sockets()).some((socket) => socket.id === id), 'our client to be gone')
  theirs.on('ask', (answer) => answer('theirs'))
  assert.deepEqual(await node.timeout(5000).emitWithAck('ask'), ['theirs'])
})

await check('socketIo_33_manyQuestionsAtOnce_areAllAnswered', async (use) => {
  const { node, other } = await setting(use)
  const counts = await Promise.all([node, other].flatMap((one) => Array.from({ length: 25 }, async () => (await one.fetchSockets()).length)))
  assert.deepEqual([...new Set(counts)], [2])
})

// 34: whoever started this script kills the gateway and starts it again when asked on its standard output.
const conductor = process.env.LOGCAST_CONDUCTOR === 'stdin'
const ask = (what) =>
  new Promise((answered) => {
    process.stdin.resume().once('data', () => {
      process.stdin.pause()
      answered()
    })
    console.log(JSON.stringify({ ask: what }))
  })

await check('socketIo_34_killedGateway_nodeRecoversAndWeComeBack', async (use) => {
  if (!conductor) throw new Error('nobody kills the gateway: LOGCAST_CONDUCTOR is not set')
  const { tenant, redis, node, theirs, ours } = await setting(use)
  theirs.on('ask', (answer) => answer('theirs'))
  ours.on('ask', (answer) => answer('ours'))
  await ask('kill')
  await until(async () => (await peers(redis, `/${tenant}`)) === 2, 'Redis to notice')
  assert.deepEqual(await node.timeout(5000).emitWithAck('ask'), ['theirs'])
  assert.equal((await node.fetchSockets()).length, 1)
  await ask('restart')
  await until(() => ours.connected, 'our client', 60_000)
  await until(async () => (await peers(redis, `/${tenant}`)) === 3, 'three servers in the namespace')
  assert.deepEqual((await node.timeout(5000).emitWithAck('ask')).sort(), ['ours', 'theirs'])
  ours.got.length = 0
  node.emit('once')
  node.emit('end')
  await events(ours, 'end', 1)
  assert.deepEqual(ours.got.map(([name]) => name), ['once', 'end'])
})

done()
