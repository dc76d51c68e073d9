import { pause } from './random.mjs';

/** The worker that holds the lead of the dispatch. */
async function leader({ stores, workers }) {
  const rows = await stores.sql(`select a.client_port as port from pg_locks l join pg_stat_activity a using (pid) where l.locktype = 'advisory' and l.classid = 4711 and l.objid = 1 and l.granted`);
  return workers.find(({ wires }) => rows.some(({ port }) => wires.database.ownsPort(port)));
}

/** Kills one, and only one of its kind at a time: the other has to be there. */
async function kill(cluster, kind, victim, luck) {
  await cluster.ready(kind);
  const wait = luck.between(50, 600);
  victim.kill(wait);
  return victim.name;
}

async function during(ms, begin, end) {
  await begin();
  try {
    await pause(ms);
  } finally {
    await end();
  }
}

const wires = (members, store) => members.map((member) => member.wires[store]);

/** Everything that is done to the product: name, and `strike`, which answers what it hit. */
export const FAULTS = [
  { name: 'API killed', strike: (cluster, luck) => kill(cluster, cluster.apis, luck.of(cluster.apis), luck) },
  { name: 'worker killed', strike: (cluster, luck) => kill(cluster, cluster.workers, luck.of(cluster.workers), luck) },
  { name: 'dispatcher killed', strike: async (cluster, luck) => kill(cluster, cluster.workers, (await leader(cluster)) ?? luck.of(cluster.workers), luck) },
  {
    name: 'Redis killed',
    strike: async ({ stores }, luck) => {
      const wait = luck.between(100, 1_000);
      await stores.killRedis(wait);
      return `back after ${wait} ms`;
    },
  },
  { name: 'Redis emptied', strike: ({ stores }) => stores.emptyRedis() },
  {
    name: 'PostgreSQL killed',
    strike: async ({ stores }, luck) => {
      const wait = luck.between(50, 800);
      await stores.killPostgres(wait);
      return `back after ${wait} ms`;
    },
  },
  {
    name: 'disk full',
    needs: ({ disk }) => disk.full !== undefined,
    strike: async ({ disk }, luck) => {
      const ms = luck.between(500, 1_500);
      await during(ms, () => disk.full(), () => disk.clear());
      return `for ${ms} ms`;
    },
  },
  {
    name: 'pool exhausted',
    strike: async ({ stores }, luck) => {
      const ms = luck.between(800, 2_000);
      const blocker = await stores.connection();
      await blocker.query('begin; lock table change_sets in access exclusive mode');
      await pause(ms);
      await blocker.query('rollback');
      await blocker.end();
      return `for ${ms} ms`;
    },
  },
  {
    name: 'database cut off',
    strike: async ({ members }, luck) => {
      const victim = luck.of(members);
      await during(luck.between(300, 1_500), () => victim.wires.database.cut(), () => victim.wires.database.mend());
      return victim.name;
    },
  },
  {
    name: 'Redis cut off',
    strike: async ({ members }, luck) => {
      await during(luck.between(300, 1_500), () => wires(members, 'redis').forEach((one) => one.cut()), () => wires(members, 'redis').forEach((one) => one.mend()));
      return 'from all';
    },
  },
  {
    name: 'database clogged',
    strike: async ({ members }, luck) => {
      const victim = luck.of(members);
      await during(luck.between(500, 2_500), () => victim.wires.database.clog(), () => victim.wires.database.mend());
      return victim.name;
    },
  },
  {
    name: 'stores slow',
    strike: async ({ members }, luck) => {
      const ms = luck.between(20, 120);
      const all = [...wires(members, 'database'), ...wires(members, 'redis')];
      await during(1_200, () => all.forEach((one) => one.slow(ms)), () => all.forEach((one) => one.mend()));
      return `${ms} ms each way`;
    },
  },
];
