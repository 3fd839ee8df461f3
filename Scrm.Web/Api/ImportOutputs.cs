using System.Text.Json;
using Scrm.Core.Import;
using Scrm.Core.Import.Sheets;
using Scrm.Core.Tags;

namespace Scrm.Web.Api;

/// <summary>One import. Plan: null until planned. Result: what was done so far, null before the start. Earlier: imports of the same file.</summary>
internal sealed record ImportOut(
    long Id, string FileName, long Size, ImportState State, string By, DateTime CreatedAt, SheetLayout Layout, ImportChoices Choices, PlanOut? Plan,
    ImportCounts? Result, BatchView? Batch, IReadOnlyList<EarlierImport> Earlier)
{
    public static ImportOut Of(ImportView view) => new(view.Id, view.FileName, view.Size, view.State, view.By, view.CreatedAt, view.Layout, view.Choices,
        view.Plan is null ? null : PlanOut.Of(view.Plan), view.Result, view.Batch, view.Earlier);
}

internal sealed record PlanOut(ImportCounts Counts, IReadOnlyList<UnknownTag> Unknown, IReadOnlyList<ProblemKindOut> Problems)
{
    public static PlanOut Of(ImportPlan plan) =>
        new(plan.Counts, plan.Unknown, [.. plan.Problems.Select(p => new ProblemKindOut(ProblemOut.CodeOf(p.Code), p.Count, [.. p.Examples.Select(ProblemOut.Of)]))]);
}

/// <summary>Problems of one kind: how many, and the first few.</summary>
internal sealed record ProblemKindOut(string Code, int Count, IReadOnlyList<ProblemOut> Examples);

/// <summary>One thing wrong with one row, which the spreadsheet counts from 1. Column: from 0, -1 for the row.</summary>
internal sealed record ProblemOut(int Row, int Column, string Code, string Value, string Suggestion, bool RowLost)
{
    public static ProblemOut Of(RowProblem problem) => new(problem.Row, problem.Column, CodeOf(problem.Code), problem.Value, problem.Suggestion, problem.RowLost);

    public static string CodeOf(byte code) => JsonNamingPolicy.KebabCaseLower.ConvertName(RowProblem.KindOf(code).ToString());
}

/// <summary>The beginning of the chosen sheet, as it stands in the file.</summary>
internal sealed record PreviewOut(IReadOnlyList<SheetInfo> Sheets, IReadOnlyList<PreviewRowOut> Rows, bool Remembered)
{
    public static PreviewOut Of(ImportPreview preview) =>
        new(preview.Sheets, [.. preview.Rows.Select(r => new PreviewRowOut(r.Number, r.Hidden, r.Data, r.Cells))], preview.Remembered);
}

internal sealed record PreviewRowOut(int Number, bool Hidden, bool Data, IReadOnlyList<string> Cells);

/// <summary>Kind: columns, orders, events or dictionary; null = as it looks. HeaderRow: from 1, 0 = the sheet has no headers, null = find them.</summary>
internal sealed record SheetInput(int Sheet, LayoutKind? Kind = null, int? HeaderRow = null)
{
    public LayoutWish? Wish => Kind is null && HeaderRow is null ? null : new(Kind, HeaderRow);

    public bool Possible => HeaderRow is null or >= 0 && Kind is null or LayoutKind.Columns or LayoutKind.Orders or LayoutKind.Events or LayoutKind.Dictionary;
}
