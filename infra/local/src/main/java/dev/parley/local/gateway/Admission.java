package dev.parley.local.gateway;

/** What an authorizer of an HTTP API says about who it let in, for requestContext.authorizer. */
sealed interface Admission
    permits JwtAuthorizer.Decision.Admitted, LambdaAuthorizer.Decision.Admitted {}
