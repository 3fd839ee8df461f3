using Scrm.Core.Import.Sheets;
using Scrm.Core.Tags;

namespace Scrm.Core.Import;

/// <summary>One import as people see it. Plan: null until planned. Result: what was done so far, null before the start. Earlier: imports of the same file.</summary>
public sealed record ImportView(
    long Id, string FileName, long Size, ImportState State, string By, DateTime CreatedAt, SheetLayout Layout, ImportChoices Choices, ImportPlan? Plan,
    ImportCounts? Result, BatchView? Batch, IReadOnlyList<EarlierImport> Earlier)
{
    public bool Started => State >= ImportState.Applying;
}

/// <summary>Created, Updated and TagsAdded are the batch's: of a dictionary groups and tags, of orders and events these.</summary>
public sealed record EarlierImport(
    long Id, string FileName, string By, DateTime CreatedAt, ImportState State, LayoutKind Kind, int Rows, int Created, int Updated, int TagsAdded, bool Undone);

/// <summary>A line of the history.</summary>
public sealed record ImportLine(long Id, string FileName, string By, DateTime CreatedAt, ImportState State, int Rows, int Created, int Updated, int TagsAdded, int Problems, bool Undone, LayoutKind Kind);

public sealed record SourceName(int Id, string Name);

/// <summary>The beginning of the chosen sheet: its first rows as they stand in the file, and how each of them is read.</summary>
public sealed record ImportPreview(IReadOnlyList<SheetInfo> Sheets, IReadOnlyList<PreviewRow> Rows, bool Remembered);

/// <summary>Cells: by 0-based column. Read: null above the data, and in a sheet of the dictionary.</summary>
public sealed record PreviewRow(int Number, bool Hidden, bool Data, IReadOnlyList<string> Cells, ParsedRow? Read);

/// <summary>A field of a customer that the undo of an import left alone, because somebody has changed it since. Name: of a field the company defined.</summary>
public sealed record FieldLeftAlone(long CustomerId, string Customer, Customers.CustomerField Field, DateTime ChangedAt, string ChangedBy, string Name = "");
