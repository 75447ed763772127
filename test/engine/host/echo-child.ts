/** A child process that serves the echo contract, and ends when its channel closes. */
import { wireOfIpc } from '../../../engine/host/wires.ts';
import { serveEcho } from './serve-echo.ts';

const wire = wireOfIpc(process);
serveEcho(wire);
wire.onClose(() => process.exit());
