using System.Reflection;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Scrm.Core.Import.Sheets;

namespace Scrm.Web.Api;

/// <summary>The file of a call, in the form's field "file".</summary>
internal sealed record Uploaded(IFormFile File) : IEndpointParameterMetadataProvider
{
    private const int FormAround = 64 * 1024;

    public static readonly BodyLimit Limit = new(SheetLimits.Default.FileBytes + FormAround);

    private static ApiRefused NotAForm => new(StatusCodes.Status415UnsupportedMediaType, "api.not-a-form", ApiText.NotAForm);

    public static async ValueTask<Uploaded?> BindAsync(HttpContext http)
    {
        if (!http.Request.HasFormContentType) throw NotAForm;
        try
        {
            var form = await http.Request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = Limit.Bytes }, http.RequestAborted);
            return form.Files.GetFile("file") is { } file ? new(file) : throw NotAForm;
        }
        catch (Exception torn) when (torn is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            throw NotAForm;
        }
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new TakesUpload());
}

internal sealed record TakesUpload;
