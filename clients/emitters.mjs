// Points 30 and 31: what npm's emitters publish in Redis.
import { assertEvent, connect, connected, events, insist, client } from './lib/clients.mjs'
import { assert, check, done, until } from './lib/check.mjs'
import { emitter, emitters, redisClient } from './lib/redis.mjs'
import { axrTenant, fresh, redisKey, token } from './lib/environment.mjs'

const BINARY = Buffer.from([0, 1, 2, 255])
const DATE = new Date(1_600_000_000_123)
const inAxr = (use, sub, options) => connect(use, axrTenant, { namespace: '/axr', sub, ...options })
const atLeast = (version, wanted) => version.localeCompare(wanted, 'en', { numeric: true }) >= 0

// Where Node's own server spoils what an old emitter sent, ours shall not: research/seeds.md, 2.3.
const SPOILT = { beyondNode: 'its server spoils what this emitter sends' }

for (const version of Object.keys(emitters)) {
  const emit = async (use, ...args) => {
    const sub = fresh('user')
    const socket = await inAxr(use, sub)
    emitters[version](await redisClient(use)).of('/axr').to(sub).emit('message', ...args)
    return (await events(socket, 'message', 1))[0]
  }

  await check(`socketIo_30_emitter_${version}_reachesAUserAndAllUsers`, async (use) => {
    const [ann, bob, old] = [fresh('ann'), fresh('bob'), fresh('old')]
    const all = [await inAxr(use, ann), await inAxr(use, bob), await inAxr(use, old, { generation: 2 })]
    const redis = await redisClient(use)
    const axr = () => emitters[version](redis).of('/axr') // the oldest forget the namespace after each emit
    axr().to(ann).emit('to-ann', { a: 1 })
    axr().to('allusers').emit('to-all', { text: 'ü👍' }, 'x', null, 1.5, [])
    axr().emit('to-everybody')
    for (const socket of all) {
      assertEvent((await events(socket, 'to-all', 1))[0], ['to-all', { text: 'ü👍' }, 'x', null, 1.5, []])
      await events(socket, 'to-everybody', 1)
    }
    assert.deepEqual(all.map((socket) => socket.got.map(([name]) => name).filter((name) => name === 'to-ann').length), [1, 0, 0])
    assert.deepEqual(all[0].got.map(([name]) => name), ['to-ann', 'to-all', 'to-everybody'])
  })

  await check(`socketIo_30_emitter_${version}_twoRooms_deliverOnce`, async (use) => {
    const sub = fresh('user')
    const socket = await inAxr(use, sub)
    const redis = await redisClient(use)
    emitters[version](redis).of('/axr').to(sub).to('allusers').emit('twice')
    emitters[version](redis).of('/axr').to(sub).emit('end')
    await events(socket, 'end', 1)
    assert.equal(socket.got.filter(([name]) => name === 'twice').length, 1)
  }, atLeast(version, '3.0.0') ? {} : SPOILT)

  if (version === '1.1.0') continue // its MessagePack is its own: binary, undefined and dates cannot be told apart

  await check(`socketIo_30_emitter_${version}_binary`, async (use) => {
    assertEvent(await emit(use, BINARY, { nested: [BINARY] }), ['message', BINARY, { nested: [BINARY] }])
  }, atLeast(version, '3.0.0') ? {} : SPOILT)

  await check(`socketIo_30_emitter_${version}_dateIsAnIsoText`, async (use) => {
    assertEvent(await emit(use, DATE, { at: DATE }), ['message', DATE.toJSON(), { at: DATE.toJSON() }])
  }, atLeast(version, '3.0.0') ? {} : SPOILT)

  await check(`socketIo_30_emitter_${version}_undefinedIsNull`, async (use) => {
    const [, first, second] = await emit(use, undefined, { gone: undefined, kept: 1 })
    assert.equal(first, null)
    assert.equal(second.kept, 1)
    assert.ok(second.gone === undefined || second.gone === null)
  })

  await check(`socketIo_30_emitter_${version}_numbersAndLongTexts`, async (use) => {
    const value = { list: [0, -1, 2 ** 31, 2 ** 40, -(2 ** 40), 2 ** 53 - 1, 1.5], long: 'é'.repeat(70_000) }
    assertEvent(await emit(use, value), ['message', value])
  })

  await check(`socketIo_30_emitter_${version}_withoutNamespace_reachesTheDefaultOne`, async (use) => {
    const socket = await connect(use, 'core', { namespace: '/', auth: { token: token('core') } })
    const name = fresh('event')
    emitters[version](await redisClient(use)).emit(name, 1)
    assertEvent((await events(socket, name, 1))[0], [name, 1])
  })
}

await check('socketIo_30_emitter_slashIsAdded', async (use) => {
  for (const version of ['3.2.0', '4.0.0', '5.1.0']) {
    const sub = fresh('user')
    const socket = await inAxr(use, sub)
    emitters[version](await redisClient(use)).of('axr').to(sub).emit('message')
    await events(socket, 'message', 1)
  }
})

await check('socketIo_30_volatileAndCompress_areTaken', async (use) => {
  const sub = fresh('user')
  const socket = await inAxr(use, sub)
  const redis = await redisClient(use)
  await insist(socket, 'volatile', () => emitters['3.2.0'](redis).of('/axr').to(sub).volatile.emit('volatile'))
  await insist(socket, 'both', () => emitters['5.1.0'](redis).of('/axr').to(sub).compress(true).volatile.emit('both'))
})

await check('socketIo_31_except_leavesOut', async (use) => {
  const [ann, bob] = [fresh('ann'), fresh('bob')]
  const [a, b] = [await inAxr(use, ann), await inAxr(use, bob)]
  const axr = (await emitter(use)).of('/axr')
  axr.in(['allusers', bob]).except(ann).emit('not-ann')
  axr.to('allusers').emit('end')
  await Promise.all([a, b].map((socket) => events(socket, 'end', 1)))
  const names = (socket) => socket.got.map(([name]) => name)
  assert.ok(!names(a).includes('not-ann'))
  assert.equal(names(b).filter((name) => name === 'not-ann').length, 1)
})

for (const version of ['4.0.0', '4.1.1', '5.1.0']) {
  await check(`socketIo_31_emitter_${version}_joinLeaveDisconnect`, async (use) => {
    const sub = fresh('user')
    const socket = await inAxr(use, sub, { reconnection: false })
    const axr = emitters[version](await redisClient(use)).of('/axr')
    const room = fresh('room')
    axr.in(sub).socketsJoin(room)
    axr.to(room).emit('in')
    await events(socket, 'in', 1)
    axr.in(room).socketsLeave(room)
    axr.to(room).emit('out')
    axr.to(sub).emit('end')
    await events(socket, 'end', 1)
    assert.deepEqual(socket.got.map(([name]) => name).filter((name) => name !== 'to-all'), ['in', 'end'])
    axr.in(sub).disconnectSockets()
    await until(() => socket.reason === 'io server disconnect', () => `the disconnect, not ${socket.reason}`)
  })
}

await check('socketIo_31_serverSideEmit_harmsNobody', async (use) => {
  const sub = fresh('user')
  const socket = await inAxr(use, sub)
  const axr = (await emitter(use)).of('/axr')
  axr.serverSideEmit('hello', 'world')
  axr.to(sub).emit('end')
  await events(socket, 'end', 1)
  assert.ok(socket.connected)
})

await check('socketIo_31_anotherPrefix_isNotHeard', async (use) => {
  const sub = fresh('user')
  const socket = await inAxr(use, sub)
  const redis = await redisClient(use)
  emitters['5.1.0'](redis, fresh('key')).of('/axr').to(sub).emit('other')
  emitters['5.1.0'](redis, `${redisKey}x`).of('/axr').to(sub).emit('other')
  emitters['5.1.0'](redis).of('/axr').to(sub).emit('end')
  await events(socket, 'end', 1)
  assert.deepEqual(socket.got.map(([name]) => name).filter((name) => name === 'other'), [])
})

await check('socketIo_31_manyInARow_stayInOrder', async (use) => {
  const sub = fresh('user')
  const socket = await inAxr(use, sub)
  const axr = (await emitter(use)).of('/axr').to(sub)
  for (let n = 0; n < 500; n++) axr.emit('n', n)
  const heard = await events(socket, 'n', 500)
  assert.deepEqual(heard.map(([, n]) => n), Array.from({ length: 500 }, (_, n) => n))
})

done()
