/** What PostgreSQL must be started with to be profiled. */
export const WATCHED = { shared_preload_libraries: 'pg_stat_statements', 'pg_stat_statements.track': 'top', track_io_timing: 'on' };

const SAMPLES_EVERY = 20;
/** The floor's own connections and those that watch are none of the product's. */
const NOT_OURS = "coalesce(application_name, '') not in ('floor', 'profile')";

/** Records which statements PostgreSQL spends its time on, and what its processes wait for. `admin` is a client of a superuser; it is closed with the profile. */
export async function databaseProfiler(admin) {
  await admin.query("set application_name = 'profile'");
  await admin.query('create extension if not exists pg_stat_statements');
  let sampling = null;
  let waits = new Map();
  const sample = async () => {
    const { rows } = await admin.query(`select coalesce(wait_event_type || ' ' || wait_event, 'computing') as what, count(*)::int as count from pg_stat_activity
      where datname = current_database() and state = 'active' and ${NOT_OURS} group by 1`);
    for (const { what, count } of rows) waits.set(what, (waits.get(what) ?? 0) + count);
    waits.set('', (waits.get('') ?? 0) + 1);
  };
  return {
    async start() {
      waits = new Map();
      await admin.query('select pg_stat_statements_reset()');
      let stopping = false;
      const ended = (async () => {
        while (!stopping) {
          await sample();
          await new Promise((resolve) => setTimeout(resolve, SAMPLES_EVERY));
        }
      })();
      // What went wrong is told where it is waited for.
      ended.catch(() => undefined);
      sampling = async () => {
        stopping = true;
        await ended;
      };
    },
    /** @returns lines: how many statements ran or waited at a time, and the costliest ones with what a call of each took and read */
    async stop(count = 12) {
      await sampling();
      const times = waits.get('') ?? 1;
      waits.delete('');
      const busy = [...waits].sort(([, one], [, other]) => other - one).slice(0, 8).map(([what, seen]) => `${(seen / times).toFixed(2)} ${what}`);
      const { rows } = await admin.query(`select calls::int, total_exec_time as time, mean_exec_time as mean, max_exec_time as most, stddev_exec_time as spread, rows::int, shared_blks_hit / calls as hit, shared_blks_read::float / calls as read,
          shared_blk_read_time / calls as reading, wal_bytes::float / calls as wal, left(regexp_replace(query, '\\s+', ' ', 'g'), 150) as query
        from pg_stat_statements where userid <> 'postgres'::regrole order by total_exec_time desc limit ${count}`);
      return [
        `  database, at a time: ${busy.join(', ')}`,
        ...rows.map((row) => `  ${row.time.toFixed(0).padStart(7)} ms = ${String(row.calls).padStart(6)} x ${row.mean.toFixed(2)} ms (most ${row.most.toFixed(0)}), ${row.hit} + ${row.read.toFixed(1)} blocks, ${row.reading.toFixed(2)} ms reading, ${row.wal.toFixed(0)} B log: ${row.query}`),
      ];
    },
    close: () => admin.end(),
  };
}
