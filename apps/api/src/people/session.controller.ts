import { Body, Controller, Delete, Get, HttpCode, Post, Put, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  type PasswordChange,
  passwordChange,
  type PinSignInRequest,
  pinSignInRequest,
  type SignedInAnswer,
  type SignInRequest,
  signInRequest,
  TouchstoneError,
  type WhoAmI,
} from '#contracts';
import { Accounts } from '#storage';
import { Asker, Person } from '../http/access/asker.js';
import { Askers } from '../http/access/askers.js';
import { Needs } from '../http/access/needs.js';
import { clearSessionCookie, setSessionCookie } from '../http/access/session-cookie.js';
import { peerOf } from '../http/peer.js';
import { describes } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import { PinSignIn } from './pin-sign-in.js';
import { type SignedIn, SignIn } from './sign-in.js';

@ApiTags('people')
@Controller('v1/session')
export class SessionController {
  constructor(
    private readonly signing: SignIn,
    private readonly askers: Askers,
    private readonly accounts: Accounts,
    private readonly byPin: PinSignIn,
  ) {}

  @Get()
  @Needs('nothing')
  @ApiOperation({ summary: 'Who asks, how that was proven, and what they may do' })
  @describes('Nobody, where `who` is null', 200, shapes.whoAmI, [401, 503])
  async read(@Person() asker: Asker): Promise<WhoAmI> {
    const open = await this.askers.isOpen();
    const { any, pins } = await this.accounts.standing();
    return { open, accounts: any, pins, who: asker === Asker.unknown ? null : shown(asker) };
  }

  @Post()
  @Needs('nothing')
  @HttpCode(200)
  @ApiOperation({ summary: 'Sign in by name and password; the answer sets a cookie' })
  @describes('Signed in', 200, shapes.signedIn, [400, 401, 429, 503])
  async signIn(
    @Body({ schema: signInRequest }) asked: SignInRequest,
    @Person() before: Asker,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedInAnswer> {
    const signedIn = await this.signing.signIn(asked, peerOf(request));
    await this.signing.signOut(before);
    if (asked.token) return { ...shownAs(signedIn), token: signedIn.token };
    return answer(signedIn, request, reply);
  }

  @Post('pin')
  @Needs('nothing')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Sign in at a shared terminal by name and PIN: an operator at most, and not for long',
  })
  @describes('Signed in', 200, shapes.signedIn, [400, 401, 429, 503])
  async signInByPin(
    @Body({ schema: pinSignInRequest }) asked: PinSignInRequest,
    @Person() before: Asker,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedInAnswer> {
    const signedIn = await this.byPin.signIn(asked, peerOf(request));
    await this.signing.signOut(before);
    return answer(signedIn, request, reply);
  }

  @Put('password')
  @Needs('viewer', { stations: 'filtered' })
  @ApiOperation({ summary: "Change one's own password; other sign-ins of the account end" })
  @describes('Changed', 200, shapes.signedIn, [400, 401, 429, 503])
  async changePassword(
    @Body({ schema: passwordChange }) asked: PasswordChange,
    @Person() { session, name }: Asker,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedInAnswer> {
    if (session === null || name === null)
      throw new TouchstoneError('forbidden', 'only somebody who is signed in has a password to change'); // prettier-ignore
    return answer(await this.signing.changePassword(name, asked, peerOf(request)), request, reply);
  }

  @Delete()
  @Needs('nothing')
  @HttpCode(204)
  @ApiOperation({ summary: 'Sign out; asking twice is asking once' })
  @describes('Signed out', 204, null, [401, 503])
  async signOut(
    @Person() asker: Asker,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.signing.signOut(asker);
    clearSessionCookie(request, reply);
  }
}

function answer(signedIn: SignedIn, request: FastifyRequest, reply: FastifyReply): SignedInAnswer {
  setSessionCookie(request, reply, signedIn.token, signedIn.expiresAt);
  return shownAs(signedIn);
}

function shownAs({ asker }: SignedIn): SignedInAnswer {
  return {
    open: false,
    accounts: true,
    pins: asker.proof === 'pin',
    who: shown(asker),
    token: null,
  };
}

function shown({
  name,
  proof,
  role,
  scopes,
  stations,
  session,
}: Asker): NonNullable<WhoAmI['who']> {
  return {
    name,
    proof,
    role,
    scopes: [...scopes],
    stations: stations === null ? null : [...stations],
    expiresAt: session?.expiresAt.toISOString() ?? null,
  };
}
