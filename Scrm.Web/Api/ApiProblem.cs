using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Events;
using Scrm.Core.Forecast;
using Scrm.Core.Import;
using Scrm.Core.Lifecycle;
using Scrm.Core.Rights;
using Scrm.Core.Sources;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Web.Api;

/// <summary>A call that cannot be read; the frame turns it into its problem.</summary>
internal sealed class ApiRefused(int status, string code, string detail, params (string Name, object? Value)[] more) : Exception(detail)
{
    /// <summary>A member or parameter whose value cannot be.</summary>
    public static ApiRefused Member(string name) => new(StatusCodes.Status400BadRequest, "api.value-unreadable", ApiText.ValueUnreadable(name), ("member", name));

    public IResult Problem => ApiProblem.Of(status, code, Message, more);
}

/// <summary>Every refusal as RFC 9457 problem details: a stable code, a sentence in the caller's language, and the values the sentence is made of.</summary>
internal static partial class ApiProblem
{
    public static IResult Of(Refusal refusal) => Of(StatusOf(refusal.Why), CodeOf(refusal.Why), RefusalWords.Of(refusal), ("values", refusal.Values));

    public static IResult Of(int status, string code, string detail, params (string Name, object? Value)[] more)
    {
        var problem = new ProblemDetails { Status = status, Type = $"urn:scrm:{code}", Title = ApiText.Title(status), Detail = detail };
        problem.Extensions["code"] = code;
        foreach (var (name, value) in more) problem.Extensions[name] = value;
        return TypedResults.Problem(problem);
    }

    public static IResult NotFound => Of(StatusCodes.Status404NotFound, "api.not-found", ApiText.NotFound);

    /// <summary>"tag.name-taken" of TagRefusal.NameTaken.</summary>
    public static string CodeOf(Enum why) => $"{Kebab(Slice().Replace(why.GetType().Name, ""))}.{Kebab(why.ToString())}";

    public static int StatusOf(Enum why) => why switch
    {
        FieldRefusal.NotAllowed or FieldRefusal.MayNotEdit => StatusCodes.Status403Forbidden,
        FieldRefusal.Gone => StatusCodes.Status404NotFound,
        FieldRefusal.ChangedMeanwhile or FieldRefusal.ValueTaken or FieldRefusal.ValueTakenOutOfReach or FieldRefusal.DefinitionChanged or FieldRefusal.NameTaken
            or FieldRefusal.KeyTaken or FieldRefusal.HasValues or FieldRefusal.NeededBy or FieldRefusal.OptionInUse => StatusCodes.Status409Conflict,
        EventRefusal.NotAllowed => StatusCodes.Status403Forbidden,
        EventRefusal.Gone => StatusCodes.Status404NotFound,
        EventRefusal.ChangedMeanwhile or EventRefusal.NameTaken => StatusCodes.Status409Conflict,
        SourceRefusal.NotAllowed or RightsRefusal.NotAllowed or LifecycleRefusal.NotAllowed or ForecastRefusal.NotAllowed => StatusCodes.Status403Forbidden,
        SourceRefusal.NotFound => StatusCodes.Status404NotFound,
        SourceRefusal.NameTaken or SourceRefusal.EditedMeanwhile or RightsRefusal.ImportRunning or RightsRefusal.ChangedMeanwhile or LifecycleRefusal.ChangedMeanwhile
            or CustomerRefusal.Erased => StatusCodes.Status409Conflict,
        MergeRefusal.NotAllowed or TagRefusal.NotAllowed or TeamRefusal.NotAllowed or CustomerRefusal.NotAllowed or BulkRefusal.NotAllowed or ImportRefusal.NotAllowed
            or BatchRefusal.NotYours or RelationRefusal.NotAllowed => StatusCodes.Status403Forbidden,
        MergeRefusal.Gone or TagRefusal.Gone or TagRefusal.UnknownPack or TeamRefusal.NotFound => StatusCodes.Status404NotFound,
        BatchRefusal or RelationRefusal.AlreadyFollows or RelationRefusal.NotFollowing or TagRefusal.NameTaken or TagRefusal.ChangedMeanwhile or TagRefusal.HasHistory or TagRefusal.HasMerged or TagRefusal.NeededBy
            or TagRefusal.NotActive or TagRefusal.Merged or TagRefusal.Busy or ImportRefusal.Busy or ImportRefusal.StoreFull or ImportRefusal.FileGone or ImportRefusal.NotPlanned
            or ImportRefusal.AlreadyStarted or ImportRefusal.ChangedMeanwhile or CustomerRefusal.ChangedMeanwhile or CustomerRefusal.PhoneTaken or CustomerRefusal.PhoneTakenOutOfReach
            or CustomerRefusal.MemberNoTaken or CustomerRefusal.MemberNoTakenOutOfReach or CustomerRefusal.ExternalIdTaken
            or CustomerRefusal.ExternalIdTakenOutOfReach => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    public static IResult Ok<T>(this Outcome<T> outcome, Func<T, IResult> done) => outcome.Refused is { } no ? Of(no) : done(outcome.Value!);

    /// <summary>204, or why not.</summary>
    public static IResult Done(this Outcome outcome) => outcome.Refused is { } no ? Of(no) : TypedResults.NoContent();

    [GeneratedRegex("(Refusal|Fault|Skip)$")]
    private static partial Regex Slice();

    private static string Kebab(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);
}
