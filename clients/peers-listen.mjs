// Point 32: a gateway that only listens is invisible for the Node servers beside it.
import { io as ioClient } from 'socket.io-client'
import { connect, events, assertEvent, record } from './lib/clients.mjs'
import { assert, check, done, until } from './lib/check.mjs'
import { nodeServer, peers, redisClient } from './lib/redis.mjs'
import { fresh } from './lib/environment.mjs'

/** Two Node servers, a client of the second, and a client of the gateway. */
async function setting(use) {
  const tenant = fresh('t')
  const redis = await redisClient(use)
  const [one, two] = [await nodeServer(use), await nodeServer(use)]
  const namespaces = [one, two].map(({ io }) => io.of(`/${tenant}`))
  const theirs = record(ioClient(`${two.url}/${tenant}`))
  use(() => theirs.close())
  await until(() => theirs.connected && theirs, 'the client of the Node server')
  const ours = await connect(use, tenant)
  await until(async () => (await peers(redis, `/${tenant}`)) >= 2, 'two servers in the namespace')
  return { tenant, redis, node: namespaces[0], theirs, ours }
}

const SERVES_ITSELF = { beyondNode: 'a Node server with the adapter is always a full peer' }

await check('socketIo_32_listenOnly_isNotCounted', async (use) => {
  const { tenant, redis } = await setting(use)
  assert.equal(await peers(redis, `/${tenant}`), 2)
}, SERVES_ITSELF)

await check('socketIo_32_listenOnly_nodeNeverWaitsForUs', async (use) => {
  const { node, theirs } = await setting(use)
  theirs.on('ask', (answer) => answer('theirs'))
  assert.equal((await node.fetchSockets()).length, 1)
  assert.deepEqual(await node.timeout(5000).emitWithAck('ask'), ['theirs'])
  const rooms = await node.adapter.allRooms()
  assert.ok(rooms.has(theirs.id))
}, SERVES_ITSELF)

await check('socketIo_32_listenOnly_ourClientsHearNodesBroadcasts', async (use) => {
  const { node, theirs, ours } = await setting(use)
  node.emit('hello', Buffer.from([1, 2]), { a: 1 })
  for (const socket of [theirs, ours]) assertEvent((await events(socket, 'hello', 1))[0], ['hello', Buffer.from([1, 2]), { a: 1 }])
  assert.equal(ours.got.length, 1)
})

done()
