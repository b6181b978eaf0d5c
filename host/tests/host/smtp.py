"""A real SMTP server for the tests: what it takes goes into a folder, a file for each mail.

smtp.py FOLDER PORT [slow | auth | starttls | tls]

slow: answers half a minute after it took a mail; auth: only who logs in; starttls: takes mail over TLS only, after it was asked
for; tls: speaks nothing else. Both with cert.pem and key.pem of FOLDER. Refuses recipients that begin with "khong-co".
"""

import asyncio
import json
import pathlib
import ssl
import sys
import uuid

from aiosmtpd.smtp import SMTP, AuthResult

folder, port, manner = pathlib.Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("khong-co"):
            return f"550 5.1.1 no such user: {address}"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        mail = {"from": envelope.mail_from, "to": envelope.rcpt_tos, "text": envelope.content.decode()}
        written = folder / f"{uuid.uuid4()}.part"
        written.write_text(json.dumps(mail))
        written.rename(written.with_suffix(".json"))
        if "slow" in manner:
            await asyncio.sleep(30)
        return "250 OK"


def log_in(server, session, envelope, mechanism, data):
    return AuthResult(success=(data.login, data.password) == (b"toa-soan", b"mat khau"))


def certified():
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return context


async def main():
    auth = "auth" in manner
    settings = dict(authenticator=log_in, auth_required=auth, auth_require_tls=False)
    if "starttls" in manner:
        settings |= dict(tls_context=certified(), require_starttls=True)
    loop = asyncio.get_running_loop()
    tls = certified() if "tls" in manner else None
    server = await loop.create_server(lambda: SMTP(Handler(), **settings), "127.0.0.1", port, ssl=tls)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
