using System.Globalization;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Core.Customers;

/// <summary>Puts names for numbers into places that were changed after a merge: tags, members, and values of the company's own fields.</summary>
internal sealed class LaterNames(ScrmDbContext db, Scope who)
{
    private const string Hidden = "***";

    public async Task<IReadOnlyList<LaterEdit>> OfAsync(IReadOnlyList<LaterEdit> edits, CancellationToken cancel)
    {
        if (edits.Count == 0) return edits;
        var (tags, fields, ground) = (await TagBook.LoadAsync(db, cancel), await FieldBook.LoadAsync(db, cancel), await FieldGround.LoadAsync(db, cancel));
        return [.. edits.Select(e => Of(e, tags, fields, ground))];
    }

    private LaterEdit Of(LaterEdit edit, TagBook tags, FieldBook fields, FieldGround ground)
    {
        if (edit.Key.StartsWith("tag:", StringComparison.Ordinal)) return Tag(edit, tags);
        if (edit.Key.StartsWith("relation:", StringComparison.Ordinal)) return edit with { Subject = ground.NameOf(edit.Key["relation:".Length..]) };
        if (edit.Key == nameof(CustomerField.Owner)) return Valued(edit, kept => kept is "" or "0" ? "" : ground.NameOf(kept));
        return edit.Key[0] == 'f' && fields.Find(int.Parse(edit.Key.AsSpan(1), CultureInfo.InvariantCulture)) is { } own
            ? Valued(edit, kept => PairPreviewReader.Shown(own, kept, ground)) with { Subject = own.Name } : edit;
    }

    /// <summary>A colleague's personal tag stays theirs to see.</summary>
    private LaterEdit Tag(LaterEdit edit, TagBook tags)
    {
        Tag? Find(string id) => id.Length == 0 ? null : tags.Tag(int.Parse(id, CultureInfo.InvariantCulture));
        var named = Valued(edit, id => Find(id) is not { } tag ? "" : TagPolicy.MaySee(tags.GroupOf(tag), who) ? tag.Name : Hidden);
        var there = new[] { edit.Ours, edit.Theirs, edit.Now }.Select(Find).OfType<Tag>().FirstOrDefault();
        return there is not null && TagPolicy.MaySee(tags.GroupOf(there), who) ? named with { Subject = tags.GroupOf(there).Name } : named;
    }

    private static LaterEdit Valued(LaterEdit edit, Func<string, string> shown) => edit with { Ours = shown(edit.Ours), Theirs = shown(edit.Theirs), Now = shown(edit.Now) };
}
