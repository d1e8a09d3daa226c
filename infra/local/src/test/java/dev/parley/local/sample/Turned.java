package dev.parley.local.sample;

import com.amazonaws.services.lambda.runtime.RequestHandler;

/** A handler whose types are named the other way round. */
interface Turned<O, I> extends RequestHandler<I, O> {}
