// The peer: Bolt for JavaScript, as its documentation has it, answering the same signed requests and storing nothing.
// node bolt-peer.js PORT WORKERS FOLDER-OF-NODE_MODULES; the signing secret is in SLACK_SIGNING_SECRET.
'use strict';
const cluster = require('node:cluster');
const [port, workers, folder] = process.argv.slice(2);

if (Number(workers) > 1 && cluster.isPrimary) {
  for (let i = 0; i < Number(workers); i++) cluster.fork();
} else {
  const { App, HTTPReceiver, LogLevel } = require(require.resolve('@slack/bolt', { paths: [folder] }));
  const receiver = new HTTPReceiver({
    signingSecret: process.env.SLACK_SIGNING_SECRET,
    endpoints: ['/slack/commands', '/slack/interactions'],
    logLevel: LogLevel.ERROR,
  });
  // Nobody is asked who the app is: the answer is always at hand.
  const authorize = async () => ({ botToken: 'xoxb-of-the-look-alike', botId: 'B0JITBOT0', botUserId: 'U0JITBOT0' });
  const app = new App({ receiver, authorize, logLevel: LogLevel.ERROR });
  app.command('/jit', async ({ ack }) => ack({ response_type: 'ephemeral', text: 'Received.' }));
  app.action('approve', async ({ ack }) => ack());
  app.start({ port: Number(port), host: '127.0.0.1' });
}
