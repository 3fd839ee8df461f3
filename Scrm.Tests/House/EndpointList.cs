namespace Scrm.Tests.House;

/// <summary>METHODS path right, where the right is "anybody", "signed in", or the roles or policies asked for.</summary>
internal static class EndpointList
{
    public static readonly string[] All =
    [
        "* /_blazor signed in",
        "* /_blazor/disconnect/ signed in",
        "* /_blazor/initializers/ signed in",
        "* /_blazor/negotiate signed in",
        "* /api/v1/{**rest} anybody",
        "GET /_framework/opaque-redirect signed in",
        "GET /account/language anybody",
        "GET /account/preferences signed in",
        "GET /healthz/live anybody",
        "GET /healthz/ready anybody",
        "GET /openapi/{documentName}.json anybody",
        "GET /exports/{ticket} Operator,Admin",
        "GET /imports/templates/{shape} Operator,Admin",
        "GET /imports/{id:long}/errors Operator,Admin",
        "GET+HEAD /{**path:file} signed in",
        "GET+POST / signed in",
        "GET+POST /account/password signed in",
        "GET+POST /account/profile signed in",
        "GET+POST /account/sign-out signed in",
        "GET+POST /customers signed in",
        "GET+POST /error anybody",
        "GET+POST /imports Operator,Admin",
        "GET+POST /imports/{Id:long} Operator,Admin",
        "GET+POST /not-found anybody",
        "GET+POST /settings Admin",
        "GET+POST /settings/api-keys Admin",
        "GET+POST /settings/audit Admin",
        "GET+POST /settings/company Admin",
        "GET+POST /settings/departments Admin",
        "GET+POST /settings/fields Admin",
        "GET+POST /settings/members Admin",
        "GET+POST /setup anybody",
        "GET+POST /sign-in anybody",
        "GET+POST /tags signed in",
        "GET+POST /welcome Admin",
    ];
}
