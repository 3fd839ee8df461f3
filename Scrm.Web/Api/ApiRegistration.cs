using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Routing.Template;
using Scrm.Core.Team;

namespace Scrm.Web.Api;

/// <summary>The REST API for programs: what it registers, where it stands in the pipeline, and its endpoints.</summary>
internal static class ApiRegistration
{
    public const string Root = "/api/v1";
    private const string Document = "/openapi/v1.json";

    public static void AddScrmApi(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration.GetSection("Api").Get<ApiSettings>() ?? new ApiSettings();
        Validator.ValidateObject(settings, new ValidationContext(settings), validateAllProperties: true);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<ApiLimits>();
        builder.Services.AddSingleton<ApiCalls>();
        builder.Services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.SchemeName, null);
        builder.Services.ConfigureHttpJsonOptions(json => ApiJson.Configured(json.SerializerOptions));
        builder.Services.AddOpenApi("v1", ApiDocument.Configure);
    }

    /// <summary>Before sign-in is looked at.</summary>
    public static void UseApiFrame(this WebApplication app)
    {
        app.UseWhen(http => http.Request.Path.StartsWithSegments(Root), api => api.UseMiddleware<ApiFrame>());
        app.UseWhen(http => http.Request.Path == Document, document => document.UseMiddleware<DocumentOnce>());
        app.UseSwaggerUI(page =>
        {
            page.RoutePrefix = "api";
            page.SwaggerEndpoint(Document, "Scrm API v1");
            page.DocumentTitle = "Scrm API";
        });
    }

    /// <summary>After it was found good.</summary>
    public static void UseApiTurns(this WebApplication app) =>
        app.UseWhen(http => http.Request.Path.StartsWithSegments(Root), api => api.UseMiddleware<ApiTurn>());

    public static void MapApi(this WebApplication app)
    {
        var api = app.MapGroup(Root).WithMetadata(new BodyLimit(BodyLimit.Usual)).DisableAntiforgery();
        api.MapTagGroups();
        api.MapTags();
        api.MapPacks();
        api.MapCustomers();
        api.MapOneId();
        api.MapFieldDefinitions();
        api.MapFieldValues();
        api.MapRelations();
        api.MapEvents();
        api.MapImports();
        api.MapExports();
        api.MapBatches();
        api.MapSources();
        api.MapRights();
        api.MapTeam();
        api.Map("{**rest}", Elsewhere).AllowAnonymous().ExcludeFromDescription();
        app.MapOpenApi().AllowAnonymous();
    }

    /// <summary>405 where another method would do, else 404.</summary>
    private static IResult Elsewhere(HttpContext http, EndpointDataSource endpoints)
    {
        var methods = endpoints.Endpoints.OfType<RouteEndpoint>().Where(e => e.Metadata.GetMetadata<NeedsScope>() is not null && Fits(e, http.Request.Path))
            .SelectMany(e => e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []).Distinct().Order(StringComparer.Ordinal).ToList();
        if (methods.Count == 0 || methods.Contains(http.Request.Method)) return ApiProblem.NotFound;
        http.Response.Headers.Allow = string.Join(", ", methods);
        return ApiProblem.Of(StatusCodes.Status405MethodNotAllowed, "api.method-not-allowed", ApiText.MethodNotAllowed(string.Join(" / ", methods)));
    }

    private static bool Fits(RouteEndpoint endpoint, PathString path) => new TemplateMatcher(new RouteTemplate(endpoint.RoutePattern), []).TryMatch(path, []);
}
