// Asks a server over its remote console and its query port with a package that others wrote; prints what it was told as JSON.
const { RCON, Server } = require('@fabricio-191/valve-server-query');

async function main() {
  const [rconPort, queryPort, password] = process.argv.slice(2);
  const told = {};
  const rcon = await RCON({ ip: '127.0.0.1', port: Number(rconPort), password, timeout: 20000 });
  told.rooms = await rcon.exec('rooms');
  told.help = await rcon.exec('help', true);
  rcon.destroy();
  try {
    await RCON({ ip: '127.0.0.1', port: Number(rconPort), password: 'not-the-password', timeout: 20000 });
    told.wrong = 'let in';
  } catch (error) {
    told.wrong = error.message;
  }
  const server = await Server({ ip: '127.0.0.1', port: Number(queryPort), timeout: 20000 });
  told.info = await server.getInfo();
  told.players = await server.getPlayers();
  told.rules = await server.getRules();
  server.disconnect();
  process.stdout.write(JSON.stringify(told, (key, value) => typeof value === 'bigint' ? String(value) : value));
  process.exit(0);
}

main().catch(error => { console.error(error); process.exit(1); });
