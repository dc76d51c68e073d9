/** The floor: a bare HTTP handler that sends one statement and answers what the database made of it. FLOOR_URL, FLOOR_PORT; the body is `{ sql, key }`. */
import { createServer } from 'node:http';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.FLOOR_URL, max: 20, application_name: "floor" });
pool.on('error', () => process.exit());

createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', async () => {
    try {
      const { sql, key } = JSON.parse(Buffer.concat(chunks).toString());
      const { rows } = await pool.query({ text: sql, values: [key], name: String(sql.length) });
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(Object.values(rows[0] ?? {})[0] ?? null));
    } catch (error) {
      response.statusCode = 500;
      response.end(String(error));
    }
  });
}).listen(Number(process.env.FLOOR_PORT), '127.0.0.1', () => process.stdout.write('ready\n'));
